package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.CreditBalance;
import com.vicsee.client.testing.ScriptedAnswer;
import com.vicsee.client.testing.ScriptedTransport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BesideJackson2Test {
  @Test
  void client_besideJackson2_readsAndSoDoesJackson2() throws Exception {
    ScriptedTransport transport =
        new ScriptedTransport().then(ScriptedAnswer.success(CreditBalance.builder().credits(7L).build()));
    try (VicSeeClient client = transport.client()) {
      CreditBalance balance = client.credits().balance();
      assertEquals(7, balance.credits());
      ObjectMapper mapper = new ObjectMapper();
      assertEquals(balance, mapper.readValue(mapper.writeValueAsString(balance), CreditBalance.class));
    }
    assertEquals(Map.of("credits", 7), new ObjectMapper().readValue("{\"credits\": 7}", Map.class));
  }
}
