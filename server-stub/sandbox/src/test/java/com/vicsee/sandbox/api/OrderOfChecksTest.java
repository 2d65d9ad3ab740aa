package com.vicsee.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of two things that are wrong with a request, the earlier one of the contract's order answers. */
class OrderOfChecksTest {
  private static final String GOOD = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A lighthouse\"}";
  private static final String NO_MODEL = "{\"prompt\":\"A lighthouse\"}";
  private static final String BAD_MODEL = "{\"model\":\"no-such-model\",\"prompt\":\"A lighthouse\"}";
  private static final int MORE_THAN_ALLOWED = 33_554_433;

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  /** A request that is wrong in two ways, and how it is answered. */
  record Row(
      String earlier, String later, String method, String path, @Nullable String authorization, List<String> headers, String body, String answer) {
    @Override
    public String toString() {
      return earlier + " before " + later;
    }

    static Row post(String earlier, String later, @Nullable String authorization, String body, String answer, String... headers) {
      List<String> all = new ArrayList<>(List.of(headers));
      if (!all.contains("Content-Type")) {
        all.addAll(List.of("Content-Type", "application/json"));
      }
      return new Row(earlier, later, "POST", "/generate", authorization, all, body, answer);
    }
  }

  static Stream<Row> rows() {
    String pro = "Bearer sk-sandbox-pro";
    String free = "Bearer sk-sandbox-free";
    String exhausted = "Bearer sk-sandbox-exhausted";
    String busy = "Bearer sk-sandbox-busy";
    String padded = GOOD + " ".repeat(MORE_THAN_ALLOWED - GOOD.length());
    return Stream.of(
        new Row("path", "key", "POST", "/no-such-path", null, List.of(), GOOD, "404 " + ErrorCode.Message.PATH_NOT_FOUND.code().getValue()),
        new Row("path", "method", "DELETE", "/no-such-path", pro, List.of(), "", "404 " + ErrorCode.Message.PATH_NOT_FOUND.code().getValue()),
        new Row("method", "key", "DELETE", "/generate", null, List.of(), "", "405 " + ErrorCode.Message.METHOD_NOT_ALLOWED.code().getValue()),
        new Row("method", "access", "DELETE", "/generate", free, List.of(), "", "405 " + ErrorCode.Message.METHOD_NOT_ALLOWED.code().getValue()),
        new Row("path", "quota", "GET", "/no-such-path", exhausted, List.of(), "", "404 " + ErrorCode.Message.PATH_NOT_FOUND.code().getValue()),
        Row.post("key missing", "media type", null, GOOD, "401 " + ErrorCode.Message.MISSING_AUTH_HEADER.code().getValue(), "Accept", "text/html"),
        Row.post("key format", "access", "Token sk-sandbox-free", GOOD, "401 " + ErrorCode.Message.INVALID_AUTH_FORMAT.code().getValue()),
        Row.post("key format", "quota", "Token sk-sandbox-exhausted", GOOD, "401 " + ErrorCode.Message.INVALID_AUTH_FORMAT.code().getValue()),
        Row.post("key prefix", "key unknown", "Bearer xx-unknown", GOOD, "401 " + ErrorCode.Message.INVALID_KEY_FORMAT.code().getValue()),
        Row.post("key revoked", "body", "Bearer sk-sandbox-inactive", "{", "401 " + ErrorCode.Message.INVALID_API_KEY.code().getValue()),
        Row.post("access", "quota, which is 0 for Free", free, GOOD, "403 " + ErrorCode.Message.API_ACCESS_REQUIRED.code().getValue()),
        Row.post("access", "media type", free, GOOD, "403 " + ErrorCode.Message.API_ACCESS_REQUIRED.code().getValue(), "Accept", "text/html"),
        Row.post("quota", "Accept", exhausted, GOOD, "429 " + ErrorCode.Message.RATE_LIMIT_EXCEEDED.code().getValue(), "Accept", "text/html"),
        Row.post("quota", "body", exhausted, "{", "429 " + ErrorCode.Message.RATE_LIMIT_EXCEEDED.code().getValue()),
        Row.post("Accept", "Content-Type", pro, GOOD, "406 " + ErrorCode.Message.NOT_ACCEPTABLE.code().getValue(), "Accept", "text/html", "Content-Type", "text/plain"),
        Row.post("Content-Type", "size", pro, padded, "415 " + ErrorCode.Message.UNSUPPORTED_MEDIA_TYPE.code().getValue(), "Content-Type", "text/plain"),
        Row.post("Content-Type", "syntax", pro, "{", "415 " + ErrorCode.Message.UNSUPPORTED_MEDIA_TYPE.code().getValue(), "Content-Type", "text/plain"),
        Row.post("size", "syntax", pro, "{" + padded.substring(1), "413 " + ErrorCode.Message.PAYLOAD_TOO_LARGE.code().getValue()),
        Row.post("Accept", "syntax", pro, "{", "406 " + ErrorCode.Message.NOT_ACCEPTABLE.code().getValue(), "Accept", "text/html"),
        Row.post("syntax", "model missing", pro, "{\"prompt\":", "400 " + ErrorCode.Message.INVALID_JSON.code().getValue()),
        Row.post("syntax", "model invalid", pro, "{\"model\":\"no-such-model\",}", "400 " + ErrorCode.Message.INVALID_JSON.code().getValue()),
        Row.post("syntax: a field twice", "model invalid", pro, "{\"model\":\"nope\",\"model\":\"nope\"}", "400 " + ErrorCode.Message.INVALID_JSON.code().getValue()),
        Row.post("model missing", "model invalid", pro, "{\"model\":\" \"}", "400 " + ErrorCode.Message.MISSING_MODEL.code().getValue()),
        Row.post("model missing", "prompt missing", pro, "{}", "400 " + ErrorCode.Message.MISSING_MODEL.code().getValue()),
        Row.post("model missing", "unknown field", pro, "{\"bogus\":1}", "400 " + ErrorCode.Message.MISSING_MODEL.code().getValue()),
        Row.post("model missing", "idempotency key", pro, NO_MODEL, "400 " + ErrorCode.Message.MISSING_MODEL.code().getValue(), "Idempotency-Key", "with space"),
        Row.post("model invalid", "prompt missing", pro, "{\"model\":\"no-such-model\"}", "400 " + ErrorCode.Message.INVALID_MODEL.code().getValue()),
        Row.post("model of a wrong type", "prompt missing", pro, "{\"model\":5}", "400 " + ErrorCode.Message.INVALID_MODEL.code().getValue()),
        Row.post("model invalid", "option of a wrong type", pro, "{\"model\":\"nope\",\"prompt\":\"x\",\"options\":5}", "400 " + ErrorCode.Message.INVALID_MODEL.code().getValue()),
        Row.post("prompt missing", "unknown field", pro, "{\"model\":\"flux-2-pro-text-to-image\",\"bogus\":1}", "400 " + ErrorCode.Message.MISSING_PROMPT.code().getValue()),
        Row.post("prompt missing", "option of a wrong type", pro,
            "{\"model\":\"flux-2-pro-text-to-image\",\"options\":5}", "400 " + ErrorCode.Message.MISSING_PROMPT.code().getValue()),
        Row.post("prompt missing", "option out of range", pro,
            "{\"model\":\"seedance-2-0-text-to-video\",\"prompt\":\"\",\"options\":{\"duration\":99}}", "400 " + ErrorCode.Message.MISSING_PROMPT.code().getValue()),
        Row.post("prompt missing", "text that is none", pro,
            "{\"model\":\"flux-2-pro-text-to-image\",\"input\":{\"style\":\"\\u0000\"}}", "400 " + ErrorCode.Message.MISSING_PROMPT.code().getValue()),
        Row.post("other parameters", "idempotency conflict", pro,
            "{\"model\":\"seedance-2-0-text-to-video\",\"prompt\":\"x\",\"options\":{\"duration\":99}}",
            "400 " + ErrorCode.Message.INVALID_PARAMETER.code().getValue(), "Idempotency-Key", "sandbox-conflict"),
        Row.post("other parameters", "credits", "Bearer sk-sandbox-broke",
            "{\"model\":\"seedance-2-0-text-to-video\",\"prompt\":\"x\",\"options\":{\"resolution\":\"8K\"}}", "400 " + ErrorCode.Message.INVALID_PARAMETER.code().getValue()),
        Row.post("other parameters", "provider", pro,
            "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:provider-error\",\"bogus\":1}", "400 " + ErrorCode.Message.INVALID_PARAMETER.code().getValue()),
        Row.post("idempotency conflict", "provider", pro,
            "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:provider-error\"}",
            "409 " + ErrorCode.Message.IDEMPOTENCY_KEY_REUSED.code().getValue(), "Idempotency-Key", "sandbox-conflict"),
        Row.post("credits", "provider", "Bearer sk-sandbox-broke",
            "{\"model\":\"seedance-2-0-text-to-video\",\"prompt\":\"sandbox:provider-error\"}", "402 " + ErrorCode.Message.INSUFFICIENT_CREDITS.code().getValue()),
        Row.post("concurrent generations", "provider", busy,
            "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:provider-error\"}", "429 " + ErrorCode.Message.RATE_LIMIT_EXCEEDED.code().getValue()),
        Row.post("model invalid", "concurrent generations", busy, BAD_MODEL, "400 " + ErrorCode.Message.INVALID_MODEL.code().getValue()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void request_wrongInTwoWays_answersTheEarlier(Row row) {
    var request = sandbox.request(null, row.path()).method(row.method(), BodyPublishers.ofString(row.body()));
    if (row.authorization() != null) {
      request.header("Authorization", row.authorization());
    }
    for (int i = 0; i < row.headers().size(); i += 2) {
      request.header(row.headers().get(i), row.headers().get(i + 1));
    }

    Answer answer = sandbox.send(request);

    assertThat(answer.status() + " " + answer.code()).as(answer.text()).isEqualTo(row.answer());
  }

  @Test
  void idempotencyConflict_andTooFewCredits_answersTheConflict() {
    sandbox.generate(Sandbox.BROKE, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:slow=600s\"}", "Idempotency-Key", "k").data();

    sandbox.generate(Sandbox.BROKE, "{\"model\":\"nano-banana-pro-text-to-image\",\"prompt\":\"Another\",\"options\":{\"resolution\":\"4K\"}}",
        "Idempotency-Key", "k").refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void idempotencyConflict_andConcurrentLimit_answersTheConflict() {
    String slow = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:slow=600s\"}";
    sandbox.generate(Sandbox.STARTER, slow, "Idempotency-Key", "k").data();
    sandbox.generate(Sandbox.STARTER, slow).data();

    sandbox.generate(Sandbox.STARTER, GOOD, "Idempotency-Key", "k").refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);
    assertThat(sandbox.generate(Sandbox.STARTER, GOOD).refusedWith(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED).message())
        .isEqualTo("Concurrent generation limit exceeded. Limit: 2");
  }

  @Test
  void credits_andConcurrentLimit_answersTheCredits() {
    String slow = "{\"model\":\"seedance-2-0-text-to-video\",\"prompt\":\"sandbox:slow=600s\"}";
    sandbox.generate(Sandbox.STARTER, slow).data();
    sandbox.generate(Sandbox.STARTER, slow).data();

    assertThat(sandbox.generate(Sandbox.STARTER, slow).refusedWith(402, ErrorCode.Message.INSUFFICIENT_CREDITS).message())
        .isEqualTo("Insufficient credits. Required: 440, Available: 120");
  }
}
