package com.vicsee.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.account.ApiKeys;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.account.Users;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Plan;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code vicsee.control=false} there is no persona, no fixed task, no trigger, no control endpoint and no page. */
class ControlSwitchTest {
  private static final String KEY = "sk-somebody";
  private static final String TRIGGERS = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:internal-error sandbox:fail\"}";

  private static Sandbox server;

  @BeforeAll
  static void start() {
    server = Sandbox.start("--vicsee.control=false");
    server.context().getBean(Users.class).add("somebody", Plan.PRO);
    server.context().getBean(ApiKeys.class).add(KEY, "somebody", true);
    server.context().getBean(Ledger.class).open("somebody", 100);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> keys() {
    return Arrays.stream(Persona.values()).map(Persona::key);
  }

  @Test
  void beans_ofTheControlRoom_areAbsent() {
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
  void key_ofAPersona_isInvalid(String key) {
    server.get(key, "/credits").refusedWith(401, Message.INVALID_API_KEY);
  }

  @Test
  void tables_atTheStart_haveNoPersonaAndNoFixedTask() {
    assertThat(server.sql().sql("select id from users where id like 'sandbox%' union select id from tasks where id like 'task_sandbox%'").query(String.class).list())
        .isEmpty();
    assertThat(server.sql().sql("select idempotency_key from idempotency").query(String.class).list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sandbox/reset", "/sandbox/clock"})
  void controlEndpoint_isNotFound(String path) {
    var request = HttpRequest.newBuilder(URI.create(server.origin() + path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"advance\":\"PT1H\"}"));

    server.send(request).refusedWith(404, Message.PATH_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/openapi.yaml", "/reference", "/reference/", "/sandbox", "/sandbox/page/page.js", "/sandbox/openapi.yaml",
      "/sandbox/overview", "/sandbox/scenarios", "/sandbox/requests", "/sandbox/clock"})
  void page_isNotFound(String path) {
    server.fetch(server.origin() + path).refusedWith(404, Message.PATH_NOT_FOUND);
  }

  @Test
  void generation_withTriggersInThePrompt_completes() {
    String id = server.generate(KEY, TRIGGERS).data().get("id").stringValue();

    assertThat(server.end(KEY, id).get("status").stringValue()).isEqualTo("completed");
  }
}
