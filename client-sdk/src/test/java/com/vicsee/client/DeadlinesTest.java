package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.client.error.CallTimeoutException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.testing.FakeTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deadlines hold, whatever the executor and the sleeper of the caller do. */
class DeadlinesTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestServer server = new TestServer();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
  }

  private VicSeeClientBuilder builder() {
    return VicSeeClient.builder().apiKey(TestServer.KEY).baseUrl(server.baseUrl()).timeout(SHORT);
  }

  @ParameterizedTest
  @EnumSource
  void executor_thatIsFull_doesNotHoldUpADeadline(Face face) {
    ExecutorService full = Executors.newSingleThreadExecutor();
    full.submit(() -> {
      release.await();
      return null;
    });
    server.then(Answer.ok("{\"credits\": 7}"));
    try (VicSeeClient client = builder().executor(full).build()) {
      assertThatThrownBy(() -> face.of(client).credits().balance()).isInstanceOf(CallTimeoutException.class);
    } finally {
      full.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void executor_thatIsShutDown_failsTheCall(Face face) {
    ExecutorService down = Executors.newSingleThreadExecutor();
    down.shutdown();
    try (VicSeeClient client = builder().executor(down).build()) {
      assertThatThrownBy(() -> face.of(client).credits().balance()).isInstanceOf(VicSeeException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sleeper_thatNeverEnds_doesNotHoldUpADeadline(Face face) {
    server.then(Answer.html(503));
    try (VicSeeClient client = builder().sleeper(duration -> new CompletableFuture<>())
        .random(() -> 0).retryPolicy(RetryPolicy.defaults()).build()) {
      assertThatThrownBy(() -> face.of(client).credits().balance()).isInstanceOf(CallTimeoutException.class);
      server.then(Answer.task("processing"));
      assertThatThrownBy(() -> face.of(client).tasks().await("task_1", AwaitOptions.within(SHORT)))
          .isInstanceOf(VicSeeException.class);
    }
  }

  @Test
  void pacing_thatMayWaitLongerThanACall_isRefusedWhenBuilt() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().pacing(Pacing.waiting(0, Duration.ofHours(24))).build())
        .withMessageContaining("timeout must be longer than the PT24H");
  }

  @ParameterizedTest
  @EnumSource
  void pacing_withALongEnoughTimeout_waitsForADay(Face face) {
    FakeTime time = new FakeTime();
    server.then(Answer.ok("{\"credits\": 7}").with("X-RateLimit-Remaining", "0")
        .with("Date", "Fri, 27 Dec 2024 00:00:30 GMT"));
    try (VicSeeClient client = server.client(time)
        .timeout(Duration.ofHours(25)).pacing(Pacing.waiting(0, Duration.ofHours(24))).build()) {
      face.of(client).credits().balance();
      face.of(client).credits().balance();
      assertThat(time.sleeps()).singleElement()
          .satisfies(wait -> assertThat(wait).isBetween(Duration.ofHours(23), Duration.ofHours(24)));
    }
  }
}
