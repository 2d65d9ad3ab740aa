package com.vicsee.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.ErrorCode;
import com.vicsee.server.model.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any request gets an answer that the contract declares for the operation, in the envelope and with the headers, and never a 5xx. */
class BadInputTest {
  private static final int REQUESTS = 10_000;
  private static final long SEED = 20_261_122;
  private static final JsonMapper JSON = new JsonMapper();

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void anything_tenThousandTimes_isAnsweredAsDeclared() {
    AtomicInteger next = new AtomicInteger();
    var wrong = new ConcurrentLinkedQueue<String>();
    Map<String, Integer> answers = new TreeMap<>();

    Sandbox.atOnce(8, () -> {
      for (int i = next.getAndIncrement(); i < REQUESTS && wrong.size() < 20; i = next.getAndIncrement()) {
        if (i % 100 == 0) {
          // The anonymous quota would refuse what comes after a thousand.
          sandbox.quota().clear();
        }
        RandomRequest sent = RandomRequest.of(new Random(SEED + i));
        RawHttp.Response response = RawHttp.exchange(sandbox.port(), sent.bytes());
        String fault = fault(sent, response);
        if (!fault.isEmpty()) {
          wrong.add("#" + i + " " + sent.kind() + ": " + fault + "\n  sent: " + show(sent.bytes()) + "\n  received: " + response);
        }
        synchronized (answers) {
          answers.merge(response.status() + " " + (response.body().length == 0 ? "" : codeOf(response)), 1, Integer::sum);
        }
      }
      return true;
    });

    assertThat(wrong).isEmpty();
    assertThat(answers.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
    assertThat(answers.keySet()).as("many kinds of answer were met: %s", answers)
        .contains("200 ", "400 " + ErrorCode.Message.INVALID_JSON.code().getValue(), "400 " + ErrorCode.Message.INVALID_PARAMETER.code().getValue(), "400 " + ErrorCode.Message.INVALID_MODEL.code().getValue(), "400 " + ErrorCode.Message.MISSING_MODEL.code().getValue(), "400 " + ErrorCode.Message.MISSING_PROMPT.code().getValue(), "401 " + ErrorCode.Message.INVALID_AUTH_FORMAT.code().getValue(),
            "401 " + ErrorCode.Message.INVALID_KEY_FORMAT.code().getValue(), "401 " + ErrorCode.Message.MISSING_AUTH_HEADER.code().getValue(), "404 " + ErrorCode.Message.PATH_NOT_FOUND.code().getValue(), "405 " + ErrorCode.Message.METHOD_NOT_ALLOWED.code().getValue(), "406 " + ErrorCode.Message.NOT_ACCEPTABLE.code().getValue(), "415 " + ErrorCode.Message.UNSUPPORTED_MEDIA_TYPE.code().getValue());
    sandbox.allEnd();
    sandbox.assertLedgerAgrees();
  }

  private static String codeOf(RawHttp.Response response) {
    try {
      JsonNode error = JSON.readTree(response.body()).get("error");
      return error == null ? "" : error.get("code").stringValue();
    } catch (RuntimeException e) {
      return "not JSON";
    }
  }

  private static String show(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.length() > 600 ? text.substring(0, 600) + "… (" + bytes.length + ")" : text;
  }

  /** Says what is wrong with an answer; nothing when it is right. */
  private static String fault(RandomRequest sent, RawHttp.Response response) {
    if (response.status() < 200 || response.status() >= 500) {
      return "status " + response.status();
    }
    for (String header : List.of("X-Request-Id", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")) {
      if (response.header(header).isEmpty()) {
        return "no " + header;
      }
    }
    if (!ContractFacts.REQUEST_ID.matcher(response.header("X-Request-Id")).matches()) {
      return "request id " + response.header("X-Request-Id");
    }
    if (sent.head() && response.body().length == 0) {
      return "";
    }
    if (response.status() < 300 && sent.operation() == Operation.DOWNLOAD_RESULT && !response.header("Content-Type").startsWith("application/json")) {
      return "";
    }
    if (!response.header("Content-Type").startsWith("application/json")) {
      return "type " + response.header("Content-Type");
    }
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (RuntimeException e) {
      return "body is not JSON";
    }
    if (response.status() < 300) {
      return body.get("success").booleanValue() && sent.operation() != null ? "" : "unexpected success";
    }
    if (body.size() != 2 || body.get("success").booleanValue() || body.get("error").size() != 2 || body.get("error").get("message").stringValue().isEmpty()) {
      return "envelope";
    }
    ErrorCode code = ErrorCode.fromValue(body.get("error").get("code").stringValue());
    if (code.status() != response.status()) {
      return "status of " + code;
    }
    String message = body.get("error").get("message").stringValue();
    if (message.contains("com.vicsee") || message.contains("java.") || message.contains("Exception")) {
      return "message names the inside";
    }
    Operation operation = sent.operation();
    return operation == null || operation.errorCodes().contains(code) ? "" : code + " is not declared for " + operation;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "x\\u0000y", "\\ud800", "\\udc00", "\\ud83d x", "\\udea2\\ud83d"})
  void text_notUnicode_isRefusedByField(String text) {
    for (String body : List.of(
        "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"abc" + text + "\"}",
        "{\"model\":\"flux-2-pro-text-to-image\",\"input\":{\"prompt\":\"abc\",\"x\":[1,{\"y\":\"" + text + "\"}]}}",
        "{\"model\":\"flux-2-pro-text-to-image\",\"input\":{\"prompt\":\"abc\",\"" + text + "\":1}}")) {
      assertThat(sandbox.generate(Sandbox.PRO, body).refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message()).contains("Unicode");
    }
    assertThat(sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"input\":{\"prompt\":\"abc\",\"x\":[1,{\"y\":\"" + text + "\"}]}}").message())
        .contains("input.x[1].y");
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
  }

  @Test
  void text_ofOddCharacters_comesBackAsItWas() {
    String prompt = "\u202e e\u0301 \uffff \ufeff 🚢 \u0001\u001f\u007f \u2028 <b>&amp;";
    String json = JSON.writeValueAsString(Map.of("model", "flux-2-pro-text-to-image", "prompt", prompt));

    String id = sandbox.generate(Sandbox.PRO, json).data().get("id").stringValue();

    assertThat(sandbox.end(Sandbox.PRO, id).get("prompt").stringValue()).isEqualTo(prompt);
    assertThat(sandbox.end(Sandbox.PRO, id).get("status").stringValue()).isEqualTo("completed");
  }
}
