package com.vicsee.sandbox.control.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.model.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That nothing of the sandbox is there in another profile. */
class OutsideTheSandboxTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start("--spring.profiles.active=production");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /index.html",
    "GET, /openapi.yaml",
    "GET, /reference",
    "GET, /reference/",
    "GET, /sandbox/page/page.js",
    "GET, /sandbox/openapi.yaml",
    "GET, /sandbox/overview",
    "GET, /sandbox/scenarios",
    "GET, /sandbox/requests",
    "GET, /sandbox/clock",
    "POST, /sandbox/clock",
    "POST, /sandbox/reset"
  })
  void request_ofTheSandbox_isNotFound(String method, String path) throws Exception {
    var response = "GET".equals(method) ? server.get(path) : server.post(path, "{\"advance\":\"PT24H\"}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    var answer = RunningServer.json(response);
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.at("/error/code").asString()).isEqualTo(ErrorCode.Message.PATH_NOT_FOUND.code().getValue());
    assertThat(answer.at("/error/message").asString()).contains(path);
  }

  @Test
  void listModels_isServed() throws Exception {
    assertThat(server.get("/api/v1/models").statusCode()).isEqualTo(200);
  }

  @Test
  void getCredits_keyOfAPersona_isUnknown() throws Exception {
    var response = server.send("GET", server.url() + "/api/v1/credits", Map.of("Authorization", "Bearer sk-sandbox-pro"), null);

    assertThat(RunningServer.json(response).at("/error/code").asString()).isEqualTo(ErrorCode.Message.INVALID_API_KEY.code().getValue());
  }
}
