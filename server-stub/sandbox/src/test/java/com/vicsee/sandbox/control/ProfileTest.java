package com.vicsee.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outside of its profile, nothing of the sandbox exists: no persona, no fixed task, no trigger, no control. */
class ProfileTest {
  private static Sandbox server;

  @BeforeAll
  static void start() {
    server = Sandbox.start("--spring.profiles.active=production");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> keys() {
    return Arrays.stream(Persona.values()).map(Persona::key);
  }

  @Test
  void beans_ofTheSandbox_areNotThere() {
    var context = server.context();
    List<String> found = Arrays.stream(context.getBeanDefinitionNames())
        .filter(name -> {
          Class<?> type = context.getType(name);
          return type != null && type.getName().startsWith("com.vicsee.sandbox.control.");
        })
        .toList();

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void persona_isNobody(String key) {
    server.get(key, "/credits").refusedWith(401, ErrorCode.Message.INVALID_API_KEY);
  }

  @Test
  void tables_ofUsersAndTasks_haveNothingOfTheSandbox() {
    assertThat(server.sql().sql("select id from users where id like 'sandbox%' union select id from tasks").query(String.class).list()).isEmpty();
    assertThat(server.sql().sql("select task_id from media").query(String.class).list()).isEmpty();
    assertThat(server.sql().sql("select idempotency_key from idempotency").query(String.class).list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sandbox/reset", "/sandbox/clock"})
  void control_isNotFound(String path) {
    var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.origin() + path))
        .header("Content-Type", "application/json")
        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"advance\":\"PT1H\"}"));

    server.send(request).refusedWith(404, ErrorCode.Message.PATH_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sandbox/requests", "/sandbox/clock", "/sandbox"})
  void control_readOnly_isNotFound(String path) {
    server.fetch(server.origin() + path).refusedWith(404, ErrorCode.Message.PATH_NOT_FOUND);
  }

  @Test
  void generation_withoutAProvider_isUnavailableAndTriggersAreWords() {
    var users = server.context().getBean(com.vicsee.sandbox.account.Users.class);
    users.add("somebody", com.vicsee.server.model.Plan.PRO);
    server.context().getBean(com.vicsee.sandbox.account.ApiKeys.class).add("sk-real", "somebody", true);
    server.context().getBean(com.vicsee.sandbox.account.Ledger.class).open("somebody", 100);

    server.generate("sk-real", "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:internal-error\"}").refusedWith(502, ErrorCode.Message.PROVIDER_UNAVAILABLE);
    assertThat(server.credits("sk-real")).isEqualTo(100);
    assertThat(server.get(null, "/models").status()).isEqualTo(200);
  }
}
