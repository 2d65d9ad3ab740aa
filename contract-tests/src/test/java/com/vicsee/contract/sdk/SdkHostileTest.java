package com.vicsee.contract.sdk;

import static com.vicsee.contract.support.HostileServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.model.CreditBalance;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.contract.support.HostileServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The SDK before a server that breaks the contract: it fails clearly, never hangs, and never reads what is not there. */
class SdkHostileTest {

  private static final String GOOD = "{\"success\":true,\"data\":{\"credits\":4250}}";

  @TestFactory
  Stream<DynamicTest> sdk_answerThatBreaksTheContract_isToldByAnExceptionOfItsOwn() {
    Map<String, byte[]> answers = new LinkedHashMap<>();
    answers.put("nothing at all", new byte[0]);
    answers.put("not HTTP", raw("SSH-2.0-OpenSSH_9.2\r\n"));
    answers.put("half a status line", raw("HTTP/1.1 20"));
    answers.put("a head without an end", raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"));
    answers.put("a body that is cut", raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"success\":"));
    answers.put("a broken chunk", raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"));
    answers.put("an empty body", json(200, ""));
    answers.put("no JSON", json(200, "success"));
    answers.put("JSON that is cut", json(200, "{\"success\":true,\"data\":{\"credits\":42"));
    answers.put("null", json(200, "null"));
    answers.put("an array", json(200, "[]"));
    answers.put("no data", json(200, "{\"success\":true}"));
    answers.put("data that is null", json(200, "{\"success\":true,\"data\":null}"));
    answers.put("data of another type", json(200, "{\"success\":true,\"data\":[4250]}"));
    answers.put("a number that is a text", json(200, "{\"success\":true,\"data\":{\"credits\":\"many\"}}"));
    answers.put("a number that is too large", json(200, "{\"success\":true,\"data\":{\"credits\":99999999999999999999}}"));
    answers.put("a failure with the status of a success",
        json(200, "{\"success\":false,\"error\":{\"code\":\"INTERNAL_ERROR\",\"message\":\"no\"}}"));
    answers.put("a deep nest", json(200, "[".repeat(100_000)));
    answers.put("a body beyond every bound", json(200, GOOD + " ".repeat(17 * 1024 * 1024)));
    answers.put("a page", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"));
    answers.put("no content", raw("HTTP/1.1 204 No Content\r\n\r\n"));
    answers.put("a redirect", raw("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"));
    answers.put("a page of a gateway", raw("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"));
    answers.put("a failure without a body", raw("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n"));
    answers.put("a failure that says success", json(404, GOOD));
    answers.put("an error that is a text", json(400, "{\"success\":false,\"error\":\"no\"}"));
    answers.put("an error without a code", json(400, "{\"success\":false,\"error\":{\"message\":\"no\"}}"));
    answers.put("a code that is a number", json(400, "{\"success\":false,\"error\":{\"code\":7,\"message\":\"no\"}}"));
    answers.put("a code that is unknown", json(400, "{\"success\":false,\"error\":{\"code\":\"TEAPOT\",\"message\":\"no\"}}"));
    answers.put("a status that is unknown", json(418, "{\"success\":false,\"error\":{\"code\":\"TEAPOT\",\"message\":\"no\"}}"));
    return overBothFaces(answers, (face, answer) -> {
      try (HostileServer server = HostileServer.sending(answer); VicSeeClient client = client(server, face)) {
        Throwable thrown = catchThrowable(() -> client.credits().balance(RequestOptions.none()));
        assertThat(thrown).isInstanceOf(VicSeeException.class);
        assertThat(thrown.getMessage()).startsWith("[getCredits]").doesNotContain("sk-sandbox-pro");
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> sdk_serverThatFallsSilent_isGivenUp() {
    Map<String, byte[]> answers = new LinkedHashMap<>();
    answers.put("before the head", new byte[0]);
    answers.put("within the head", raw("HTTP/1.1 200 OK\r\n"));
    answers.put("within the body", raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"));
    return overBothFaces(answers, (face, answer) -> {
      try (HostileServer server = HostileServer.stalling(answer);
          VicSeeClient client = face.of(builder(server).attemptTimeout(Duration.ofMillis(500)).build())) {
        Throwable thrown = catchThrowable(() -> client.credits().balance(RequestOptions.none()));
        assertThat(thrown).isInstanceOf(VicSeeException.class);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> sdk_answerOfALaterVersion_isReadAllTheSame() {
    Map<String, byte[]> answers = new LinkedHashMap<>();
    answers.put("as it is", json(200, GOOD));
    answers.put("with fields that are new", json(200, "{\"success\":true,\"page\":1,\"data\":{\"credits\":4250,\"bonus\":{\"a\":[1]}}}"));
    answers.put("with another charset's name", raw("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: "
        + GOOD.length() + "\r\n\r\n" + GOOD));
    answers.put("with headers that make no sense", raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-RateLimit-Limit: many\r\n"
        + "X-RateLimit-Remaining: -1\r\nX-RateLimit-Reset: soon\r\nRetry-After: NaN\r\nContent-Length: " + GOOD.length() + "\r\n\r\n" + GOOD));
    answers.put("without any header of the API", raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + GOOD.length()
        + "\r\n\r\n" + GOOD));
    answers.put("after an interim response", raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n"
        + "Content-Type: application/json\r\nContent-Length: " + GOOD.length() + "\r\n\r\n" + GOOD));
    return overBothFaces(answers, (face, answer) -> {
      try (HostileServer server = HostileServer.sending(answer); VicSeeClient client = client(server, face)) {
        ApiResponse<CreditBalance> response = client.credits().balanceWithResponse(RequestOptions.none());
        assertThat(response.body().credits()).isEqualTo(4250);
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void sdk_codeOfALaterVersion_isExposedAsItCame(Face face) throws Exception {
    byte[] answer = json(409, "{\"success\":false,\"error\":{\"code\":\"LATER_CODE\",\"message\":\"Later\"}}");
    try (HostileServer server = HostileServer.sending(answer); VicSeeClient client = client(server, face)) {
      Throwable thrown = catchThrowable(() -> client.credits().balance());
      assertThat(thrown).isInstanceOfSatisfying(VicSeeException.class, e -> {
        assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN);
        assertThat(e.rawCode()).contains("LATER_CODE");
        assertThat(e.apiMessage()).isEqualTo("Later");
        assertThat(e.requestId()).contains("req-hostile");
      });
    }
  }

  private interface Trial {
    void make(Face face, byte[] answer) throws Exception;
  }

  private static Stream<DynamicTest> overBothFaces(Map<String, byte[]> answers, Trial trial) {
    return Stream.of(Face.values()).flatMap(face -> answers.entrySet().stream()
        .map(e -> dynamicTest(e.getKey() + ", " + face, () -> trial.make(face, e.getValue()))));
  }

  private static VicSeeClient client(HostileServer server, Face face) {
    return face.of(builder(server).build());
  }

  private static VicSeeClientBuilder builder(HostileServer server) {
    return VicSeeClient.builder().baseUrl(server.baseUrl()).apiKey("sk-sandbox-pro").retryPolicy(RetryPolicy.never());
  }

  private static byte[] raw(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
