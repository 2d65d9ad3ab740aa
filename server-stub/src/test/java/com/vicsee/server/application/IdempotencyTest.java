package com.vicsee.server.application;

import static com.vicsee.server.application.EnvelopeTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.idempotency.IdempotencyStore;
import com.vicsee.server.idempotency.InMemoryIdempotencyStore;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import com.vicsee.server.model.ParameterNames;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A paid request under an idempotency key happens once. Each test has a key of its own. */
class IdempotencyTest {
  private static Started server;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(SmallServer.class)
  static class WithKeys {
    @Bean
    IdempotencyStore keys() {
      return new InMemoryIdempotencyStore(SmallServer.CLOCK);
    }
  }

  @BeforeAll
  static void start() {
    server = Started.of(WithKeys.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sameKeyAndBody_isAnsweredWithTheFirstResponse() {
    HttpResponse<String> first = generate("same", "A lighthouse");
    HttpResponse<String> second = generate("same", "A lighthouse");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.headers().map()).doesNotContainKey(HeaderNames.IDEMPOTENCY_REPLAYED);
    assertThat(second.headers().allValues(HeaderNames.IDEMPOTENCY_REPLAYED)).containsExactly("true");
    assertThat(second.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void sameKeyAndOtherBody_isAConflict() {
    generate("other-body", "A lighthouse");

    assertError(generate("other-body", "A harbour"), Message.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void sameKeyInFlight_isAConflict() {
    IdempotencyStore store = server.context().getBean(IdempotencyStore.class);
    HttpResponse<String> first = generate("template", "A lighthouse");
    assertThat(first.statusCode()).isEqualTo(200);
    String fingerprint = store.begin(new IdempotencyStore.Key("alice", "template"), "").orElseThrow().fingerprint();
    store.begin(new IdempotencyStore.Key("alice", "in-flight"), fingerprint);

    HttpResponse<String> response = generate("in-flight", "A lighthouse");

    assertError(response, Message.IDEMPOTENCY_KEY_IN_FLIGHT);
    assertThat(response.body()).contains(Message.IDEMPOTENCY_KEY_IN_FLIGHT.text());
  }

  @Test
  void requestThatFailed_releasesItsKey() {
    assertError(generate("failed", "crash"), Message.INTERNAL_ERROR);

    assertThat(generate("failed", "A lighthouse").statusCode()).isEqualTo(200);
  }

  @Test
  void requestThatIsInvalid_claimsNoKey() {
    assertError(server.generate("{\"model\":\"flux\",\"prompt\":1}", ParameterNames.IDEMPOTENCY_KEY, "invalid"), Message.INVALID_PARAMETER);

    assertThat(generate("invalid", "A lighthouse").statusCode()).isEqualTo(200);
  }

  @Test
  void withoutKey_happensEachTime() {
    String body = "{\"model\":\"flux\",\"prompt\":\"A lighthouse\"}";

    assertThat(server.generate(body).body()).isNotEqualTo(server.generate(body).body());
  }

  @Test
  void withoutStore_theKeyIsIgnored() {
    try (Started without = Started.of(SmallServer.class)) {
      String body = "{\"model\":\"flux\",\"prompt\":\"A lighthouse\"}";

      assertThat(without.generate(body, ParameterNames.IDEMPOTENCY_KEY, "k").body())
          .isNotEqualTo(without.generate(body, ParameterNames.IDEMPOTENCY_KEY, "k").body());
    }
  }

  private static HttpResponse<String> generate(String key, String prompt) {
    return server.generate("{\"model\":\"flux\",\"prompt\":\"" + prompt + "\"}", ParameterNames.IDEMPOTENCY_KEY, key);
  }
}
