package com.vicsee.client;

import com.vicsee.client.error.CallTimeoutException;
import com.vicsee.client.error.ConflictException;
import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.ServerException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.UploadContentType;
import com.vicsee.client.model.UploadRequest;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.ClosedPort;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import com.vicsee.client.testing.FakeTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;


/** When a call is tried again, and after which delay. Time does not pass by itself here. */
class RetriesTest {

  private static final GenerateRequest REQUEST =
      GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse").build();
  private static final Answer UNAVAILABLE = Answer.error(502, ErrorCode.Message.PROVIDER_UNAVAILABLE, "AI provider not available");

  private final FakeTime time = new FakeTime();
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void retryableCode_isTriedTwiceMore_afterHalfOfTheDoublingBounds(Face face) {
    server.then(UNAVAILABLE, UNAVAILABLE, Answer.ok("{\"credits\": 7}"));

    ApiResponse<?> response = face.of(client()).credits().balanceWithResponse(RequestOptions.none());

    assertThat(response.attempts()).isEqualTo(3);
    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @ParameterizedTest
  @EnumSource
  void retryableCode_toTheEnd_throwsTheLastWithAllAttempts(Face face) {
    server.then(UNAVAILABLE);

    VicSeeException failure = fail(face, client());

    assertThat(failure.attempts()).isEqualTo(3);
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void delays_ofManyRetries_areCapped(Face face) {
    server.then(UNAVAILABLE);

    fail(face, server.client(time).maxRetries(7).timeout(Duration.ofHours(1))
        .build());

    assertThat(time.sleeps()).extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 4000L, 4000L);
  }

  @ParameterizedTest
  @EnumSource
  void otherCode_isNotTriedAgain(Face face) {
    server.then(Answer.error(500, ErrorCode.Message.INTERNAL_ERROR, "Internal server error"));

    assertThat(fail(face, client())).isInstanceOf(ServerException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void maxRetries_ofTheCall_winsOverThatOfTheClient(Face face) {
    server.then(UNAVAILABLE);

    assertThatThrownBy(() -> face.of(client()).credits().balance(RequestOptions.builder().maxRetries(0).build()))
        .isInstanceOf(VicSeeException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void retryAfter_inSeconds_isWaitedFor(Face face) {
    server.then(UNAVAILABLE.with("Retry-After", "30"), Answer.ok("{\"credits\": 7}"));

    face.of(client()).credits().balance();

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource
  void retryAfter_shorterThanTheBackOff_isNotShortened(Face face) {
    server.then(UNAVAILABLE.with("Retry-After", "0"), Answer.ok("{\"credits\": 7}"));

    face.of(client()).credits().balance();

    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @EnumSource
  void retryAfter_asADate_isComparedWithTheServersClock(Face face) {
    server.then(
        UNAVAILABLE.with("Date", "Fri, 27 Dec 2024 09:00:00 GMT").with("Retry-After", "Fri, 27 Dec 2024 09:00:20 GMT"),
        Answer.ok("{\"credits\": 7}"));

    face.of(client()).credits().balance();

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @EnumSource
  void retryAfter_inThePast_isNoNegativeDelay(Face face) {
    server.then(UNAVAILABLE.with("Retry-After", "Fri, 27 Dec 2024 11:00:00 GMT"), Answer.ok("{\"credits\": 7}"));

    face.of(client()).credits().balance();

    assertThat(time.sleeps()).containsExactly(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @EnumSource
  void retryAfter_beyondTheCap_stopsAtOnceWithTheHint(Face face) {
    server.then(Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Slow down").with("Retry-After", "61"));

    VicSeeException failure = fail(face, client());

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(61));
    assertThat(server.requests()).hasSize(1);
    assertThat(time.sleeps()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void exhaustedQuota_withoutRetryAfter_takesTheResetByTheServersClock(Face face) {
    server.then(
        Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Slow down").with("X-RateLimit-Remaining", "0")
            .with("Date", "Fri, 27 Dec 2024 23:59:30 GMT"),
        Answer.ok("{\"credits\": 7}"));

    face.of(client()).credits().balance();

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource
  void delay_beyondTheDeadline_stopsAtOnce(Face face) {
    server.then(UNAVAILABLE.with("Retry-After", "20"));

    VicSeeException failure = catchThrowableOfType(VicSeeException.class, () -> face.of(client()).credits()
        .balance(RequestOptions.builder().timeout(Duration.ofSeconds(20)).build()));

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
    assertThat(time.sleeps()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void paidPost_onEveryTry_carriesOneKey(Face face) {
    server.then(UNAVAILABLE, UNAVAILABLE, Answer.submitted());

    face.of(client()).generations().create(REQUEST);

    assertThat(keys()).hasSize(1).doesNotContain("none");
    assertThat(server.requests()).hasSize(3).extracting(TestServer.Request::text)
        .containsOnly(server.requests().get(0).text());
  }

  @ParameterizedTest
  @EnumSource
  void paidPost_ofEachCall_hasAKeyOfItsOwn(Face face) {
    server.then(Answer.submitted());

    face.of(client()).generations().create(REQUEST);
    face.of(client()).generations().create(REQUEST);

    assertThat(keys()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void paidPost_withAKeyOfTheCaller_carriesThat(Face face) {
    server.then(Answer.submitted());

    face.of(client()).generations().create(REQUEST, RequestOptions.builder().idempotencyKey("order-17").build());

    assertThat(keys()).containsExactly("order-17");
  }

  @ParameterizedTest
  @EnumSource
  void paidPost_whoseFirstTryIsStillInFlight_waitsForIt(Face face) {
    server.then(UNAVAILABLE, Answer.error(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED, "in flight"), Answer.submitted());

    assertThat(face.of(client()).generations().create(REQUEST).id()).isEqualTo("task_1");
  }

  @ParameterizedTest
  @EnumSource
  void conflict_ofAFirstTry_isTheCallersOwn(Face face) {
    server.then(Answer.error(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED, "used"));

    assertThatThrownBy(() -> face.of(client()).generations().create(REQUEST))
        .isInstanceOf(ConflictException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void unpaidOperations_carryNoKey_andAreTriedAgain(Face face) {
    server.then(UNAVAILABLE, Answer.ok("""
        {"uploadUrl": "https://vicsee.com/u/1", "publicUrl": "https://vicsee.com/u/1.png", "key": "upl_1",
         "expiresAt": "2024-12-27T10:30:30.000Z"}"""));

    face.of(client()).uploads().create(
        UploadRequest.builder().contentType(UploadContentType.IMAGE_PNG).sizeBytes(1L).build());

    assertThat(server.requests()).hasSize(2);
    assertThat(keys()).containsExactly("none");
  }

  @ParameterizedTest
  @EnumSource
  void refusedConnection_isTriedAgainAndThenAConnectionException(Face face) throws IOException {
    VicSeeException failure;
    try (ClosedPort closed = new ClosedPort()) {
      String url = "http://127.0.0.1:" + closed.address().getPort() + "/api/v1";
      VicSeeClient client = VicSeeClient.builder().baseUrl(url).clock(time).sleeper(time).random(() -> 0.5).build();
      failure = catchThrowableOfType(VicSeeException.class, () -> face.of(client).models().list());
    }

    assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageStartingWith("[listModels] No response from 127.0.0.1:");
    assertThat(failure.attempts()).isEqualTo(3);
    assertThat(failure.status()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void droppedConnection_ofAPaidPost_isTriedAgainUnderTheSameKey(Face face) throws Exception {
    try (TestServer raw = new TestServer(Wire.drop(), Wire.json(200, """
        {"success": true, "data": {"id": "task_1", "model": "m", "status": "pending", "creditsUsed": 1, "creditsRemaining": 1,
         "createdAt": "2024-12-27T10:15:30.000Z"}}"""))) {
      face.of(raw.client(time).build()).generations()
          .create(REQUEST);

      assertThat(raw.requests()).hasSize(2);
      assertThat(raw.requests().stream().map(request -> request.header("Idempotency-Key").orElseThrow()).distinct()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void response_isClosedBeforeTheWait(Face face) throws Exception {
    CompletableFuture<Void> hungUp = new CompletableFuture<>();
    try (TestServer server = new TestServer(
        Wire.endlessUntilHangUp("HTTP/1.1 503 Unavailable\nContent-Type: text/html", new byte[8192], hungUp),
        Wire.json(200, "{\"success\": true, \"data\": []}"))) {
      VicSeeClient client = VicSeeClient.builder().baseUrl(server.baseUrl())
          // The wait ends only when the server has seen the end of the response.
          .sleeper(duration -> hungUp.orTimeout(120, TimeUnit.SECONDS))
          .build();

      assertThat(face.of(client).models().list()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void deadline_ofTheWholeCall_isOneForAllTries(Face face) throws Exception {
    try (TestServer silent = new TestServer(Wire.silence())) {
      VicSeeClient client = VicSeeClient.builder().baseUrl(silent.baseUrl())
          .attemptTimeout(Duration.ofMillis(100)).timeout(Duration.ofSeconds(20)).sleeper(time).build();

      VicSeeException failure =
          catchThrowableOfType(VicSeeException.class, () -> face.of(client).models().list());

      assertThat(failure).isInstanceOf(CallTimeoutException.class)
          .hasMessage("[listModels] No complete response within 100 ms");
      assertThat(failure.attempts()).isEqualTo(3);
    }
  }

  private VicSeeClient client() {
    return server.client(time).build();
  }

  private static VicSeeException fail(Face face, VicSeeClient client) {
    VicSeeException failure = catchThrowableOfType(VicSeeException.class, () -> face.of(client).credits().balance());
    assertThat(failure).isNotNull();
    return failure;
  }

  private Set<String> keys() {
    return server.requests().stream().map(request -> request.header("Idempotency-Key").orElse("none"))
        .collect(Collectors.toSet());
  }
}
