package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pacing: what happens before the quota is exhausted. */
class PacingTest {

  private final FakeTime time = new FakeTime();
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void pacing_failing_stopsBeforeTheWallWithoutARequest(Face face) {
    server.then(Answer.ok("{\"credits\": 7}").with("X-RateLimit-Remaining", "10"));
    VicSeeClient client = server.client(time).pacing(Pacing.failing(10)).build();
    face.of(client).credits().balance();

    VicSeeException failure = fail(face, client);

    assertThat(failure).isInstanceOf(RateLimitedException.class).hasMessageContaining("Not sent");
    assertThat(failure.status()).isEmpty();
    assertThat(failure.attempts()).isZero();
    assertThat(failure.retryAfter()).contains(Duration.ofHours(12));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void pacing_waiting_waitsForTheResetByTheServersClock(Face face) {
    server.then(Answer.ok("{\"credits\": 7}").with("X-RateLimit-Remaining", "0")
        .with("Date", "Fri, 27 Dec 2024 23:59:00 GMT"));
    VicSeeClient client = server.client(time).pacing(Pacing.waiting(0, Duration.ofSeconds(90))).build();
    face.of(client).credits().balance();

    face.of(client).credits().balance();

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @EnumSource
  void pacing_afterARefusedKey_ignoresTheQuotaOfTheAddress(Face face) {
    server.then(Answer.error(401, ErrorCode.Message.INVALID_API_KEY, "No").with("X-RateLimit-Remaining", "0"),
        Answer.ok("{\"credits\": 7}"));
    VicSeeClient client = server.client(time).pacing(Pacing.failing(0)).build();
    fail(face, client);

    assertThat(face.of(client).credits().balance().credits()).isEqualTo(7);
  }

  private static VicSeeException fail(Face face, VicSeeClient client) {
    VicSeeException failure = catchThrowableOfType(VicSeeException.class, () -> face.of(client).credits().balance());
    assertThat(failure).isNotNull();
    return failure;
  }
}
