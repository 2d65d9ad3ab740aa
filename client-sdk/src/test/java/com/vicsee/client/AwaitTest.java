package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.DecodingException;
import com.vicsee.client.error.ClientClosedException;
import com.vicsee.client.error.LocalFailureException;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.ImageResult;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.task.AwaitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting for a task, in a time that does not pass by itself. */
class AwaitTest {

  private final FakeTime time = new FakeTime();
  private final TestServer server = new TestServer();
  private final VicSeeClient client = server.client(time).retryPolicy(RetryPolicy.never()).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void await_aTaskThatTakesTime_pollsWithThePublishedBackOff(Face face) {
    for (int poll = 0; poll < 8; poll++) {
      server.then(Answer.task("processing"));
    }
    server.then(Answer.task("completed"));

    Task task = face.of(client).tasks().await("task_1");

    assertThat(task.status()).isSameAs(TaskStatus.COMPLETED);
    assertThat(task.result()).get().isInstanceOf(ImageResult.class);
    assertThat(time.sleeps()).extracting(Duration::toMillis)
        .containsExactly(1000L, 1500L, 2250L, 3375L, 5062L, 7593L, 10_000L, 10_000L);
  }

  @ParameterizedTest
  @EnumSource
  void await_theWordOfOlderServers_isCompleted(Face face) {
    server.then(Answer.task("success"));

    assertThat(face.of(client).tasks().await("task_1").status()).isSameAs(TaskStatus.COMPLETED);
  }

  @ParameterizedTest
  @EnumSource
  void await_aTaskWithoutAStatus_cannotBeRead(Face face) {
    server.then(Answer.ok("{\"id\": \"task_1\"}"));

    assertThatThrownBy(() -> face.of(client).tasks().await("task_1")).isInstanceOf(DecodingException.class)
        .hasMessage("[getTask] HTTP 200: Task has no status (request id: req-1, task: task_1)");
  }

  @ParameterizedTest
  @EnumSource
  void await_anUnknownStatus_keepsPolling(Face face) {
    server.then(Answer.task("paused"), Answer.task("completed"));

    face.of(client).tasks().await("task_1");

    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void await_aFailure_stopsAtOnceWithTheTasksOwnError(Face face) {
    server.then(Answer.task("processing"), Answer.task("failed",
        "{\"code\": \"IMAGE_TOO_LARGE\", \"key\": \"image_too_large\", \"message\": \"The input image is too large\"}"));

    TaskFailedException failure =
        catchThrowableOfType(TaskFailedException.class, () -> face.of(client).tasks().await("task_1"));

    assertThat(failure).hasMessage(
        "[getTask] Task task_1 failed: IMAGE_TOO_LARGE: The input image is too large (request id: req-1, task: task_1)");
    assertThat(failure.taskErrorCode()).contains("IMAGE_TOO_LARGE");
    assertThat(failure.taskErrorKey()).contains("image_too_large");
    assertThat(failure.taskId()).contains("task_1");
    assertThat(failure.task()).hasValueSatisfying(task -> assertThat(task.status()).isSameAs(TaskStatus.FAILED));
    assertThat(time.sleeps()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void await_beyondTheDeadline_saysAllThatIsKnown(Face face) {
    server.then(Answer.task("processing"));

    AwaitTimeoutException failure = catchThrowableOfType(AwaitTimeoutException.class,
        () -> face.of(client).tasks().await("task_1", AwaitOptions.within(Duration.ofSeconds(4))));

    assertThat(failure)
        .hasMessage("[getTask] Task task_1 is not finished after 3.625 s and 4 polls; its last status is processing. "
        + "It still runs on the server. Wait for its id again (task: task_1)");
    assertThat(failure.taskId()).contains("task_1");
    assertThat(failure.lastStatus()).contains("processing");
    assertThat(failure.elapsed()).isEqualTo(Duration.ofMillis(3625));
    assertThat(failure.polls()).isEqualTo(4);
    assertThat(time.sleeps()).extracting(Duration::toMillis).containsExactly(1000L, 1500L, 1125L);
  }

  @ParameterizedTest
  @EnumSource
  void await_throughPassingFailures_goesOn(Face face) {
    server.then(Answer.html(503), Answer.error(502, ErrorCode.Message.PROVIDER_UNAVAILABLE, "away").with("Retry-After", "7"),
        Answer.task("completed"));

    face.of(client).tasks().await("task_1");

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @EnumSource
  void await_untilTheDeadlineInFailuresOnly_hasTheLastAsItsCause(Face face) {
    server.then(Answer.html(503));

    AwaitTimeoutException failure = catchThrowableOfType(AwaitTimeoutException.class,
        () -> face.of(client).tasks().await("task_1", AwaitOptions.within(Duration.ofSeconds(3))));

    assertThat(failure).hasMessageContaining("its last status is unknown").hasCauseInstanceOf(
        com.vicsee.client.error.ServerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void await_withAnUsedUpQuota_doesNotWaitForAResetBehindTheDeadline(Face face) {
    server.then(Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Tomorrow").with("Retry-After", "43200"));

    assertThatThrownBy(() -> face.of(client).tasks().await("task_1")).isInstanceOf(RateLimitedException.class);
    assertThat(time.sleeps()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void await_anUnknownTask_failsAtOnce(Face face) {
    server.then(Answer.error(404, ErrorCode.Message.TASK_NOT_FOUND, "Task not found"));

    assertThatThrownBy(() -> face.of(client).tasks().await("task_1")).isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource
  void listener_isToldEachState(Face face) {
    server.then(Answer.task("pending"), Answer.task("processing"), Answer.task("completed"));
    List<String> states = new ArrayList<>();

    face.of(client).tasks().await("task_1",
        AwaitOptions.builder().listener(task -> states.add(task.status().value())).build());

    assertThat(states).containsExactly("pending", "processing", "completed");
  }

  @ParameterizedTest
  @EnumSource
  void listener_thatThrows_endsTheWait(Face face) {
    server.then(Answer.task("processing"));

    assertThatThrownBy(() -> face.of(client).tasks().await("task_1", AwaitOptions.builder().listener(task -> {
      throw new UnsupportedOperationException("enough");
    }).build()))
        .isInstanceOf(LocalFailureException.class).hasCauseInstanceOf(UnsupportedOperationException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void createAndWait_waitsBeforeTheFirstPoll(Face face) {
    server.then(Answer.submitted(), Answer.task("completed"));

    Task task = face.of(client).generations().createAndWait(
        GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse").build());

    assertThat(task.id()).isEqualTo("task_1");
    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
    assertThat(server.requests()).extracting(TestServer.Request::path)
        .containsExactly("/api/v1/generate", "/api/v1/tasks/task_1");
    assertThat(server.requests().get(0).text())
        .isEqualTo("{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A lighthouse\"}");
  }

  @Test
  void cancel_ofAWait_endsItsSleepAndItsPolls() {
    server.then(Answer.task("processing"));
    CompletableFuture<Void> sleeping = new CompletableFuture<>();
    CompletableFuture<Void> asleep = new CompletableFuture<>();
    VicSeeClient sleepy = server.client(time).sleeper(duration -> {
      asleep.complete(null);
      return sleeping;
    }).build();

    CompletableFuture<Task> wait = sleepy.async().tasks().await("task_1");
    asleep.join();
    wait.cancel(true);

    assertThatThrownBy(() -> sleeping.get(120, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void close_duringAWait_endsIt() {
    server.then(Answer.task("processing"));
    time.sleepForever();
    CompletableFuture<Task> wait = client.async().tasks().await("task_1");
    while (time.sleeps().isEmpty()) {
      Thread.onSpinWait();
    }

    client.close();

    assertThat(wait).isCompletedExceptionally();
    assertThatThrownBy(() -> client.tasks().retrieve("task_1")).isInstanceOf(ClientClosedException.class);
  }

  @Test
  void options_withoutADeadline_doNotExist() {
    assertThat(AwaitOptions.defaults().timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThatIllegalArgumentException().isThrownBy(() -> AwaitOptions.within(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwaitOptions.builder().initialInterval(Duration.ofSeconds(1)).factor(0.5).maxInterval(Duration.ofSeconds(2)).build());
  }

  @ParameterizedTest
  @EnumSource
  void id_thatWouldLeadElsewhere_isRefusedOrEncoded(Face face) {
    server.then(Answer.task("completed"));

    assertThatIllegalArgumentException().isThrownBy(() -> face.of(client).tasks().retrieve(".."));
    assertThatIllegalArgumentException().isThrownBy(() -> face.of(client).tasks().retrieve(""));
    face.of(client).tasks().retrieve("a/../b?c");
    assertThat(server.requests()).extracting(TestServer.Request::path).containsExactly("/api/v1/tasks/a%2F..%2Fb%3Fc");
  }
}
