package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.CreditBalance;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.testing.AsPersona;
import com.vicsee.client.testing.ScriptedAnswer;
import com.vicsee.client.testing.ScriptedTransport;
import com.vicsee.client.testing.Triggers;
import com.vicsee.client.testing.VicSeeSandbox;
import com.vicsee.client.testing.VicSeeSandboxExtension;
import com.vicsee.client.testing.generated.Persona;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VicSeeSandboxExtension.class)
class ShopTest {
  @TempDir
  Path folder;

  @Test
  void poster_ofAGoodCustomer_isAPicture(VicSeeClient client) throws IOException {
    Path file = folder.resolve("poster.png");
    assertEquals("done", new Shop(client).poster("A lighthouse", file));
    assertEquals("PNG", new String(Files.readAllBytes(file), 1, 3, java.nio.charset.StandardCharsets.US_ASCII));
    assertEquals(Persona.PRO.credits() - 60, client.credits().balance().credits());
  }

  @Test
  void poster_withoutCredits_saysHowManyToBuy(@AsPersona(Persona.BROKE) VicSeeClient client) {
    assertEquals("buy 15 credits", new Shop(client).poster("A lighthouse", folder.resolve("poster.png")));
  }

  @Test
  void poster_withoutQuota_isMadeOnTheNextDay(VicSeeSandbox sandbox, @AsPersona(Persona.EXHAUSTED) VicSeeClient client) {
    Path file = folder.resolve("poster.png");
    assertTrue(new Shop(client).poster("A lighthouse", file).startsWith("come back at "));

    sandbox.advance(Duration.ofDays(1));

    assertEquals("done", new Shop(client).poster("A lighthouse", file));
  }

  @Test
  void poster_thatFails_costsNothing(VicSeeClient client) {
    assertEquals("failed: IMAGE_TOO_LARGE",
        new Shop(client).poster("A lighthouse " + Triggers.fail("IMAGE_TOO_LARGE"), folder.resolve("poster.png")));
    assertEquals(Persona.PRO.credits(), client.credits().balance().credits());
  }

  @Test
  void credits_afterAFailureOfTheScript_areReadAgain() {
    ScriptedTransport transport = new ScriptedTransport().then(
        ScriptedAnswer.failure(ErrorCode.PROVIDER_ERROR),
        ScriptedAnswer.success(CreditBalance.builder().credits(7L).build()));
    try (VicSeeClient client = transport.client()) {
      assertEquals(7, client.credits().balance().credits());
    }
    assertEquals(2, transport.requests().size());
  }

  /** The sandbox's Spring is not on this class path, and a release says which it is. */
  @Test
  void classPath_ofTheTests_hasNoSpring(VicSeeSandbox sandbox, VicSeeClient client) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName("org.springframework.boot.SpringApplication"));
    client.credits().balance();
    assertEquals(List.of(200), sandbox.requests().stream().map(each -> each.status()).toList());
  }
}
