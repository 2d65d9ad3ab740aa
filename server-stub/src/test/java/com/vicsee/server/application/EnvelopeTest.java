package com.vicsee.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import com.vicsee.server.model.Operation;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every error of the API is in the envelope and has the headers of every response, whatever noticed it. */
class EnvelopeTest {
  private static final String VALID = "{\"model\":\"flux\",\"prompt\":\"A lighthouse\"}";

  private static Started server;

  @BeforeAll
  static void start() {
    server = Started.of(SmallServer.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void success_hasTheHeadersOfEveryResponse() {
    HttpResponse<String> response = server.generate(VALID);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().map()).containsKeys(
        HeaderNames.X_RATELIMIT_LIMIT, HeaderNames.X_RATELIMIT_REMAINING, HeaderNames.X_RATELIMIT_RESET, HeaderNames.X_REQUEST_ID);
    assertThat(response.body()).contains("\"createdAt\":\"2026-01-02T03:04:05.000Z\"");
  }

  @Test
  void unknownPath_isNotFound() {
    assertError(server.get("/nowhere"), Message.PATH_NOT_FOUND);
  }

  @Test
  void otherMethod_isNotAllowed() {
    HttpResponse<String> response = Started.send(server.api("/generate").DELETE());

    assertError(response, Message.METHOD_NOT_ALLOWED);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void trace_whichTheContainerRejects_isNotAllowed() {
    assertError(Started.send(server.api("/credits").method("TRACE", HttpRequest.BodyPublishers.noBody())), Message.METHOD_NOT_ALLOWED);
  }

  @Test
  void otherMediaType_isNotSupported() {
    assertError(
        Started.send(server.api("/generate").header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString(VALID))),
        Message.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void otherAccept_isNotAcceptable() {
    assertError(Started.send(server.api("/credits").header("Accept", "text/html")), Message.NOT_ACCEPTABLE);
  }

  @Test
  void longBody_isTooLarge() {
    int over = (int) Operation.GENERATE_MEDIA.maxBodyBytes().orElseThrow() + 1;

    assertError(server.generate(" ".repeat(over)), Message.PAYLOAD_TOO_LARGE);
  }

  @Test
  void malformedJson_isInvalid() {
    assertError(server.generate("{\"model\":"), Message.INVALID_JSON);
  }

  @Test
  void noBody_isInvalidJson() {
    assertError(server.generate(""), Message.INVALID_JSON);
  }

  @Test
  void bodyThatBreaksItsSchema_isAnInvalidParameter() {
    HttpResponse<String> response = server.generate("{\"model\":\"flux\",\"promt\":\"A lighthouse\"}");

    assertError(response, Message.INVALID_PARAMETER);
    assertThat(response.body()).contains("promt");
  }

  @Test
  void headerThatBreaksItsSchema_isAnInvalidParameter() {
    assertError(server.generate(VALID, "Idempotency-Key", "k".repeat(256)), Message.INVALID_PARAMETER);
  }

  @Test
  void exceptionInAHandler_isAnInternalErrorWithoutDetails() {
    HttpResponse<String> response = server.generate(VALID.replace("A lighthouse", "crash"));

    assertError(response, Message.INTERNAL_ERROR);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void exceptionInAFilter_isAnInternalErrorWithoutDetails() {
    HttpResponse<String> response = server.get("/credits?crash=filter");

    assertError(response, Message.INTERNAL_ERROR);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void exceptionInAFilter_isLoggedInOneLine() {
    var logged = new ListAppender<ILoggingEvent>();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    logged.start();
    root.addAppender(logged);
    try {
      server.get("/credits?crash=filter");
      server.get("/credits?crash=filter");
    } finally {
      root.detachAppender(logged);
    }

    assertThat(logged.list).filteredOn(line -> line.getLevel() == Level.ERROR).hasSize(2).allMatch(line -> line.getFormattedMessage().startsWith("getCredits failed"));
    assertThat(logged.list.get(1).getThrowableProxy()).as("the trace was logged already").isNull();
  }

  @Test
  void malformedRequestLine_whichTheContainerRejects_isAnInvalidParameter() throws IOException {
    String response = server.sendRaw("GET /api/v1/cre{dits HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 400").contains(HeaderNames.X_REQUEST_ID, HeaderNames.X_RATELIMIT_LIMIT);
    assertThat(response.substring(response.indexOf("\r\n\r\n")).strip()).startsWith("{\"success\":false").contains(Message.INVALID_PARAMETER.code().getValue());
  }

  @Test
  void noKey_isRejected() {
    HttpResponse<String> response = Started.send(server.request("/api/v1/credits"));

    assertError(response, Message.MISSING_AUTH_HEADER);
    assertThat(response.headers().firstValue(HeaderNames.WWW_AUTHENTICATE)).contains("Bearer");
  }

  @Test
  void planWithoutAccess_isRejected() {
    assertError(Started.send(server.request("/api/v1/credits").header("Authorization", "Bearer " + SmallServer.FREE_KEY)), Message.API_ACCESS_REQUIRED);
  }

  @Test
  void operationWithoutHandler_isAnInternalError() {
    assertError(server.get("/models"), Message.INTERNAL_ERROR);
  }

  @Test
  void contextPath_isBeforeTheBasePath() {
    try (Started below = Started.of(SmallServer.class, "--server.servlet.context-path=/shop").below("/shop")) {
      assertThat(below.get("/credits").statusCode()).isEqualTo(200);
      assertError(below.get("/nowhere"), Message.PATH_NOT_FOUND);
      assertError(below.get("/credits?crash=filter"), Message.INTERNAL_ERROR);
    }
  }

  static void assertError(HttpResponse<String> response, Message condition) {
    JsonNode body = new JsonMapper().readTree(response.body());
    assertThat(body.propertyNames()).containsExactly("success", "error");
    assertThat(body.at("/success").booleanValue()).isFalse();
    assertThat(body.at("/error/code").asString()).isEqualTo(condition.code().getValue());
    assertThat(response.statusCode()).isEqualTo(condition.code().status());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().map()).containsKeys(
        HeaderNames.X_RATELIMIT_LIMIT, HeaderNames.X_RATELIMIT_REMAINING, HeaderNames.X_RATELIMIT_RESET, HeaderNames.X_REQUEST_ID);
  }
}
