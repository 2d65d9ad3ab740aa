package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.AccessDeniedException;
import com.vicsee.client.error.ApiException;
import com.vicsee.client.error.AuthenticationException;
import com.vicsee.client.error.ConflictException;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.ProviderException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.ServerException;
import com.vicsee.client.error.UnexpectedStatusException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.Operation;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How each failure of the API arrives at a caller. */
class ErrorsTest {

  private static final Map<Integer, Class<? extends ApiException>> CLASSES = Map.ofEntries(
      Map.entry(400, InvalidRequestException.class),
      Map.entry(401, AuthenticationException.class),
      Map.entry(402, InsufficientCreditsException.class),
      Map.entry(403, AccessDeniedException.class),
      Map.entry(404, NotFoundException.class),
      Map.entry(405, InvalidRequestException.class),
      Map.entry(406, InvalidRequestException.class),
      Map.entry(409, ConflictException.class),
      Map.entry(412, InvalidRequestException.class),
      Map.entry(413, InvalidRequestException.class),
      Map.entry(415, InvalidRequestException.class),
      Map.entry(416, InvalidRequestException.class),
      Map.entry(429, RateLimitedException.class),
      Map.entry(500, ServerException.class),
      Map.entry(502, ProviderException.class));

  private final TestServer server = new TestServer();
  private final VicSeeClient client = server.client(new FakeTime()).retryPolicy(RetryPolicy.never()).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void everyCode_atItsStatus_isItsClassWithItsFacts(ErrorCode code) {
    server.then(Answer.error(code.status(), code.value(), "Something"));

    for (Face face : Face.values()) {
      VicSeeException failure = fail(face);

      assertThat(failure).isExactlyInstanceOf(CLASSES.get(code.status()));
      assertThat(failure.code()).isSameAs(code);
      assertThat(failure.rawCode()).contains(code.value());
      assertThat(failure.status()).hasValue(code.status());
      assertThat(failure.isRetryable()).isEqualTo(code.retryable());
      assertThat(failure.requestId()).contains("req-1");
      assertThat(failure.rateLimit()).contains(RateLimit.builder().limit(500).remaining(423).reset(Instant.parse("2024-12-28T00:00:00Z")).build());
      assertThat(failure.operation()).contains(Operation.GET_TASK);
      assertThat(failure.rawBody()).hasValueSatisfying(body -> assertThat(body).contains(code.value()));
      assertThat(failure.attempts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void message_ofAnError_saysOperationStatusCodeAndRequest(Face face) {
    server.then(Answer.error(404, ErrorCode.Message.TASK_NOT_FOUND, "Task not found"));

    assertThat(fail(face)).hasMessage(
        "[getTask] HTTP 404 " + ErrorCode.Message.TASK_NOT_FOUND.code().value() + ": Task not found (request id: req-1, task: task_1)");
  }

  @ParameterizedTest
  @EnumSource
  void unknownCode_keepsItsTextAndItsStatusClass(Face face) {
    server.then(Answer.error(403, "REGION_BLOCKED", "Not here"));

    VicSeeException failure = fail(face);

    assertThat(failure).isInstanceOf(AccessDeniedException.class);
    assertThat(failure.code()).isSameAs(ErrorCode.UNKNOWN);
    assertThat(failure.rawCode()).contains("REGION_BLOCKED");
    assertThat(failure).hasMessageContaining("HTTP 403 REGION_BLOCKED: Not here");
  }

  @ParameterizedTest
  @EnumSource
  void insufficientCredits_withNumbers_hasThemAsNumbers(Face face) {
    server.then(Answer.error(402, ErrorCode.Message.INSUFFICIENT_CREDITS, ErrorCode.Message.INSUFFICIENT_CREDITS.text(60, 45)));

    InsufficientCreditsException failure = (InsufficientCreditsException) fail(face);

    assertThat(failure.required()).hasValue(60);
    assertThat(failure.available()).hasValue(45);
  }

  @ParameterizedTest
  @EnumSource
  void insufficientCredits_withoutNumbers_hasNone(Face face) {
    server.then(Answer.error(402, ErrorCode.Message.INSUFFICIENT_CREDITS, ErrorCode.Message.NOT_ENOUGH_CREDITS.text()));

    InsufficientCreditsException failure = (InsufficientCreditsException) fail(face);

    assertThat(failure.required()).isEmpty();
    assertThat(failure.available()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void rateLimited_hasResetAndRetryAfter(Face face) {
    server.then(Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Slow down").with("Retry-After", "43200")
        .with("X-RateLimit-Remaining", "0"));

    RateLimitedException failure = (RateLimitedException) fail(face);

    assertThat(failure.reset()).contains(Instant.parse("2024-12-28T00:00:00Z"));
    assertThat(failure.retryAfter()).contains(Duration.ofHours(12));
    assertThat(failure.rateLimit()).hasValueSatisfying(limit -> assertThat(limit.isExhausted()).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void page_ofAProxy_isNotTakenForTheApi(Face face) {
    server.then(Answer.html(502));

    VicSeeException failure = fail(face);

    assertThat(failure).isExactlyInstanceOf(ServerException.class)
        .hasMessage("[getTask] HTTP 502: The response is not one of the API (text/html, 37 bytes) (task: task_1)");
    assertThat(failure.code()).isSameAs(ErrorCode.UNKNOWN);
    assertThat(failure.rawCode()).isEmpty();
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure.rateLimit()).isEmpty();
    assertThat(failure.rawBody()).contains("<html><body>Bad gateway</body></html>");
  }

  @ParameterizedTest
  @EnumSource
  void problemDetails_ofAGateway_giveTheMessage(Face face) {
    server.then(Answer.of(503, "{\"type\": \"about:blank\", \"title\": \"Unavailable\", \"detail\": \"Draining\"}")
        .with("Content-Type", "application/problem+json"));

    assertThat(fail(face)).isInstanceOf(ServerException.class).hasMessageContaining("HTTP 503: Draining");
  }

  @ParameterizedTest
  @EnumSource
  void redirect_isNotFollowedAndIsUnexpected(Face face) {
    server.then(Answer.of(302, "").with("Location", "https://elsewhere.example/"));

    assertThat(fail(face)).isInstanceOf(UnexpectedStatusException.class).hasMessageContaining("HTTP 302");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void failure_underStatus200_isTheFailureThatItsCodeSays(Face face) {
    server.then(Answer.error(200, ErrorCode.Message.TASK_NOT_FOUND, "Task not found"));

    assertThat(fail(face)).isInstanceOf(NotFoundException.class)
        .hasMessageContaining("HTTP 404 " + ErrorCode.Message.TASK_NOT_FOUND.code().value());
  }

  @ParameterizedTest
  @EnumSource
  void failure_withAnUnknownCodeUnderStatus200_isUnexpected(Face face) {
    server.then(Answer.error(200, "BRAND_NEW", "New"));

    assertThat(fail(face)).isInstanceOf(UnexpectedStatusException.class)
        .hasMessageContaining("HTTP 200 BRAND_NEW: New");
  }

  @ParameterizedTest
  @EnumSource
  void key_repeatedByAServer_appearsNowhere(Face face) {
    server.then(Answer.error(401, ErrorCode.Message.INVALID_API_KEY, "No such key: " + TestServer.KEY));

    VicSeeException failure = fail(face);

    assertThat(failure).hasMessageContaining("No such key: [API key]");
    assertThat(failure.toString() + failure.failure() + failure.rawBody()).doesNotContain(TestServer.KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 %s OK", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n%s"})
  void key_repeatedInBrokenHttp_appearsInNoCause(String answer) {
    String key = "key0123456789";
    try (TestServer broken = new TestServer(Wire.text(answer.formatted(key), ""));
        VicSeeClient reader = broken.client(new FakeTime()).apiKey(key).retryPolicy(RetryPolicy.never()).build()) {
      assertThatThrownBy(() -> reader.tasks().retrieve("task_1"))
          .satisfies(failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain(key));
    }
  }

  @ParameterizedTest
  @EnumSource
  void message_withControlCharacters_staysOnOneLine(Face face) {
    server.then(Answer.error(400, ErrorCode.Message.INVALID_PARAMETER, "first\\n[root] forged\\u001b[31m"));

    assertThat(fail(face).getMessage()).doesNotContainPattern("\\p{Cntrl}").contains("first [root] forged");
  }

  @Test
  void stackTrace_ofASynchronousFailure_isThatOfTheCaller() {
    server.then(Answer.error(404, ErrorCode.Message.TASK_NOT_FOUND, "Task not found"));

    assertThat(fail(Face.SYNC).getStackTrace()).anyMatch(frame -> frame.getClassName().equals(getClass().getName()));
  }

  private VicSeeException fail(Face face) {
    VicSeeException failure = catchThrowableOfType(
        VicSeeException.class, () -> face.of(client).tasks().retrieve("task_1"));
    assertThat(failure).isNotNull();
    return failure;
  }
}
