package com.vicsee.sandbox.control.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** That each answer of the contract comes when its request is sent, by HTTP and by the curl command. */
class ScenariosTest {
  private static RunningServer server;
  private static List<JsonNode> scenarios;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
    scenarios = StreamSupport.stream(RunningServer.json(server.get("/sandbox/scenarios")).path("data").spliterator(), false).toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void scenarios_all_areAsManyAsTheExamplesOfTheContract() throws IOException {
    JsonNode contract = contract();
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (JsonNode path : contract.path("paths")) {
      for (JsonNode operation : path) {
        int count = 0;
        for (var response : operation.path("responses").properties()) {
          boolean success = response.getKey().startsWith("2");
          for (JsonNode example : resolve(contract, response.getValue()).path("content").path("application/json").path("examples")) {
            count += example.has("x-sandbox") || success ? 1 : 0;
            success = false;
          }
        }
        expected.put(operation.path("operationId").asString(), count);
      }
    }
    Map<String, Integer> found = new LinkedHashMap<>();
    scenarios.forEach(it -> found.merge(it.path("operationId").asString(), 1, Integer::sum));

    assertThat(found).isEqualTo(expected).hasSize(8);
  }

  @Test
  void scenarios_errors_coverEveryCodeAndSayWhatTheContractSaysOfIt() {
    List<JsonNode> errors = scenarios.stream().filter(it -> !it.path("code").isNull()).toList();

    assertThat(errors).extracting(it -> it.path("code").asString()).contains(
        Arrays.stream(ErrorCode.values()).map(ErrorCode::getValue).toArray(String[]::new));
    assertThat(errors).allSatisfy(it -> {
      ErrorCode code = ErrorCode.fromValue(it.path("code").asString());
      assertThat(it.path("status").asInt()).isEqualTo(code.status());
      assertThat(it.path("remedy").asString()).isEqualTo(code.remedy());
      assertThat(it.path("retryable").asBoolean()).isEqualTo(code.retryable());
      assertThat(it.path("origin").asString()).isEqualToIgnoringCase(code.origin().name());
    });
  }

  @TestFactory
  Stream<DynamicTest> scenario_request_getsItsStatusAndCode() throws Exception {
    server.post("/sandbox/reset", null);
    return scenarios.stream().map(scenario -> DynamicTest.dynamicTest(name(scenario), () -> {
      JsonNode request = scenario.path("request");
      Map<String, String> headers = new LinkedHashMap<>();
      request.path("headers").properties().forEach(it -> headers.put(it.getKey(), it.getValue().asString()));
      String body = request.path("body").isNull() ? null : request.path("body").asString() + " ".repeat(request.path("padding").asInt());

      var response = server.send(request.path("method").asString(), request.path("url").asString(), headers, body);

      assertThat(response.statusCode()).isEqualTo(scenario.path("status").asInt());
      JsonNode error = RunningServer.json(response).path("error");
      if (scenario.path("code").isNull()) {
        assertThat(error.isMissingNode()).isTrue();
      } else {
        assertThat(error.path("code").asString()).isEqualTo(scenario.path("code").asString());
        assertThat(error.path("message").asString()).matches(forms(scenario));
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> scenario_curl_getsItsStatus() throws Exception {
    server.post("/sandbox/reset", null);
    return scenarios.stream().map(scenario -> DynamicTest.dynamicTest(name(scenario), () -> {
      var shell = new ProcessBuilder("bash", "-c", scenario.path("curl").asString() + " -sS -o /dev/null -w '%{http_code}'")
          .redirectErrorStream(true)
          .start();
      String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor()).as(printed).isZero();
      assertThat(printed).isEqualTo(scenario.path("status").asString());
    }));
  }

  /** A text with a number in it, a size say, may have another one on this server. */
  private static String forms(JsonNode scenario) {
    return "(?s)\\Q" + scenario.path("message").asString().replaceAll("\\{\\w+}|\\d{4,}", "\\\\E.*\\\\Q") + "\\E";
  }

  private static String name(JsonNode scenario) {
    return scenario.path("operationId").asString() + ' ' + scenario.path("status").asString() + ' ' + scenario.path("example").asString();
  }

  private static JsonNode contract() throws IOException {
    try (InputStream yaml = PageFile.CONTRACT.getInputStream()) {
      return new YAMLMapper().readTree(yaml);
    }
  }

  private static JsonNode resolve(JsonNode contract, JsonNode node) {
    return node.has("$ref") ? contract.at(node.path("$ref").asString().substring(1)) : node;
  }
}
