package com.vicsee.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.testing.generated.Persona;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

class VicSeeSandboxExtensionTest {

  private static final Set<VicSeeSandbox> SANDBOXES = ConcurrentHashMap.newKeySet();
  private static final List<Long> BALANCES = new CopyOnWriteArrayList<>();
  private static final List<VicSeeClient> CLIENTS = new CopyOnWriteArrayList<>();

  private static void run(long tests, String parallel, Class<?>... classes) {
    SANDBOXES.clear();
    BALANCES.clear();
    CLIENTS.clear();
    EngineTestKit.Builder engine = EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", parallel)
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent");
    for (Class<?> type : classes) {
      engine.selectors(selectClass(type));
    }
    engine.execute().testEvents().assertStatistics(stats -> stats.started(tests).succeeded(tests));
  }

  /** Spends, and notes what was there before. */
  private static void spend(VicSeeClient client) {
    BALANCES.add(client.credits().balance().credits());
    CLIENTS.add(client);
    client.generations().create(
        GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse").build());
  }

  @ExtendWith(VicSeeSandboxExtension.class)
  static class First {
    @Test
    void one(VicSeeSandbox sandbox, VicSeeClient client) {
      SANDBOXES.add(sandbox);
      spend(client);
    }

    @Test
    void two(VicSeeSandbox sandbox, VicSeeClient client) {
      SANDBOXES.add(sandbox);
      spend(client);
    }
  }

  static class Second {
    @RegisterExtension
    static final VicSeeSandboxExtension VICSEE = VicSeeSandboxExtension.with(SandboxOptions.defaults());

    @Test
    void three(VicSeeSandbox sandbox, @AsPersona(Persona.STARTER) VicSeeClientBuilder builder) {
      SANDBOXES.add(sandbox);
      try (VicSeeClient client = builder.userAgent("test/1").build()) {
        assertThat(client.credits().balance().credits()).isEqualTo(Persona.STARTER.credits());
      }
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class WithoutReset {
    @RegisterExtension
    static final VicSeeSandboxExtension VICSEE =
        VicSeeSandboxExtension.with(SandboxOptions.defaults()).withoutReset();

    @Test
    @Order(1)
    void first(VicSeeClient client) {
      spend(client);
    }

    @Test
    @Order(2)
    void second(VicSeeClient client) {
      spend(client);
    }
  }

  @Test
  void run_twoClasses_shareOneSandboxThatIsResetAndClosed() {
    run(3, "false", First.class, Second.class);
    assertThat(SANDBOXES).hasSize(1);
    assertThat(BALANCES).containsExactly(Persona.PRO.credits(), Persona.PRO.credits());
    assertThat(CLIENTS).hasSize(2).allSatisfy(client ->
        org.assertj.core.api.Assertions.assertThatExceptionOfType(com.vicsee.client.error.ClientClosedException.class)
            .isThrownBy(() -> client.credits().balance()));
    VicSeeSandbox closed = SANDBOXES.iterator().next();
    org.assertj.core.api.Assertions.assertThatException().isThrownBy(closed::now);
  }

  @Test
  void run_withoutReset_keepsWhatATestDid() {
    run(2, "false", WithoutReset.class);
    assertThat(BALANCES).containsExactly(Persona.PRO.credits(), Persona.PRO.credits() - 15);
  }

  @Test
  void run_concurrently_resetsNothing() {
    run(3, "true", First.class, Second.class);
    assertThat(SANDBOXES).hasSize(1);
  }
}
