package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.BatchFailedException;
import com.vicsee.client.error.CallInterruptedException;
import com.vicsee.client.error.ClientClosedException;
import com.vicsee.client.error.LocalFailureException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.ImageResult;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import com.vicsee.client.testing.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever fails after a paid call says which task or which idempotency key resumes it. */
class ResumeTest {

  private static final GenerateRequest REQUEST = GenerateRequest.builder().model("m").prompt("A lighthouse").build();
  private static final int STEPS = 3;

  private final TestServer server = new TestServer();
  private final FakeTime time = new FakeTime();
  private final VicSeeClient client = server.client(time).retryPolicy(RetryPolicy.never()).build();
  private @TempDir Path folder;

  /** A way in which a response can fail. Null is a cut connection. */
  enum Fault {
    CUT(null),
    FAR_RESET(Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Rate limit exceeded").with("Retry-After", "86400")),
    PAGE(Answer.html(200)),
    PAGE_OF_A_GATEWAY(Answer.html(502)),
    MALFORMED(Answer.of(200, "{\"success\": true, \"data\": {")),
    EMPTY(Answer.of(200, "")),
    USELESS(Answer.ok("{}")),
    FORBIDDEN(Answer.error(403, "FORBIDDEN", "Access denied")),
    SERVER(Answer.error(500, "INTERNAL_ERROR", "Internal server error")),
    UNKNOWN_STATUS(Answer.html(302).with("Location", "https://elsewhere.example/"));

    private final @Nullable Answer answer;

    Fault(@Nullable Answer answer) {
      this.answer = answer;
    }

    Answer answer() {
      if (answer == null) {
        throw new IllegalStateException("The server cuts the connection");
      }
      return answer;
    }
  }

  private static List<Arguments> faults() {
    List<Arguments> all = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (int step = 0; step < STEPS; step++) {
        for (Face face : Face.values()) {
          all.add(Arguments.of(fault, step, face));
        }
      }
    }
    return all;
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** Answers normally up to a step, and with a fault from there on. */
  private void failFrom(Fault fault, int step) {
    AtomicInteger count = new AtomicInteger();
    server.answering(request -> {
      if (count.getAndIncrement() >= step) {
        return fault.answer();
      }
      return request.method().equals("POST") ? Answer.submitted() : Answer.task("processing");
    });
  }

  private String sentKey() {
    return server.requests().get(0).header("Idempotency-Key").orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void createAndWait_faultAtAnyStep_hasKeyAndTask(Fault fault, int step, Face face) {
    failFrom(fault, step);

    VicSeeException failure =
        catchThrowableOfType(VicSeeException.class, () -> face.of(client).generations().createAndWait(REQUEST));

    assertThat(failure.idempotencyKey()).contains(sentKey());
    assertThat(failure.taskId().isPresent()).isEqualTo(step > 0);
    assertThat(failure).hasMessageContaining(sentKey());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void create_fault_hasTheKey(Fault fault, int step, Face face) {
    failFrom(fault, 0);

    VicSeeException failure =
        catchThrowableOfType(VicSeeException.class, () -> face.of(client).generations().create(REQUEST));

    assertThat(failure.idempotencyKey()).contains(sentKey());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void createAll_faultAtAnyStep_isInTheItemWithKeyAndTask(Fault fault, int step, Face face) {
    failFrom(fault, step);

    List<BatchItem> items = face.of(client).generations().createAll(List.of(REQUEST), BatchOptions.defaults());

    assertThat(items).singleElement().satisfies(item -> {
      VicSeeException failure = (VicSeeException) item.failure().orElseThrow();
      assertThat(failure.idempotencyKey()).contains(sentKey());
      assertThat(failure.taskId().isPresent()).isEqualTo(step > 0);
    });
  }

  @ParameterizedTest
  @MethodSource("faults")
  void await_faultAtAnyStep_hasTheTask(Fault fault, int step, Face face) {
    failFrom(fault, step);

    VicSeeException failure =
        catchThrowableOfType(VicSeeException.class, () -> face.of(client).tasks().await("task_1"));

    assertThat(failure.taskId()).contains("task_1");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void download_fault_hasTheTask(Fault fault, int step, Face face) {
    server.answering(request -> fault.answer());

    VicSeeException failure = catchThrowableOfType(
        VicSeeException.class, () -> face.of(client).tasks().download("task_1", folder.resolve("a.png")));

    assertThat(failure.taskId()).contains("task_1");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void save_fault_hasTheTask(Fault fault, int step, Face face) {
    server.answering(request -> request.path().equals("/elsewhere") ? Answer.html(200) : fault.answer());

    VicSeeException failure =
        catchThrowableOfType(VicSeeException.class, () -> face.of(client).tasks().save(completed(), folder,
            DownloadOptions.builder().request(RequestOptions.builder().timeout(Duration.ofSeconds(5)).build()).build()));

    assertThat(failure.taskId()).contains("task_1");
  }

  private Task completed() {
    return Task.builder().id("task_1").model("m").status(TaskStatus.COMPLETED).mediaType(MediaType.IMAGE).progress(100)
        .createdAt(Instant.EPOCH).result(ImageResult.builder().url(server.baseUrl() + "/media/1.png").build()).build();
  }

  @ParameterizedTest
  @EnumSource
  void listener_thatThrows_losesNothing(Face face) {
    failFrom(Fault.CUT, 99);
    AwaitOptions waiting = AwaitOptions.builder().listener(task -> {
      throw new UnsupportedOperationException("enough");
    }).build();

    LocalFailureException failure = catchThrowableOfType(LocalFailureException.class,
        () -> face.of(client).generations().createAndWait(REQUEST, RequestOptions.none(), waiting));

    assertThat(failure.taskId()).contains("task_1");
    assertThat(failure.idempotencyKey()).contains(sentKey());
  }

  @Test
  void interrupt_andClose_loseNothing() throws Exception {
    failFrom(Fault.CUT, 99);
    assertThat(endedBy(this::createAndWait, (thread, other) -> thread.interrupt()))
        .isInstanceOfSatisfying(CallInterruptedException.class, failure -> {
          assertThat(failure.taskId()).contains("task_1");
          assertThat(failure.idempotencyKey()).isPresent();
        });
    assertThat(endedBy(this::createAndWait, (thread, other) -> other.close()))
        .isInstanceOfSatisfying(ClientClosedException.class, failure -> assertThat(failure.taskId()).contains("task_1"));
  }

  @Test
  void batch_interruptedOrClosed_hasWhatWasSubmitted() throws Exception {
    failFrom(Fault.CUT, 99);
    for (Ending ending : List.<Ending>of((thread, other) -> thread.interrupt(), (thread, other) -> other.close())) {
      assertThat(endedBy(other -> other.generations().createAll(List.of(REQUEST, REQUEST), BatchOptions.defaults()), ending))
          .isInstanceOfSatisfying(BatchFailedException.class, failure ->
              assertThat(failure.submitted())
                  .allSatisfy(each -> assertThat(each.idempotencyKey()).isNotBlank())
                  .anySatisfy(each -> assertThat(each.taskId()).isEqualTo("task_1")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void failure_withTheKey_isResumedByTheLinesOfTheReadme(Face face) {
    AtomicInteger count = new AtomicInteger();
    server.answering(request -> {
      if (count.getAndIncrement() == 0) {
        throw new IllegalStateException("The response to the submission is lost");
      }
      return request.method().equals("POST") ? Answer.submitted() : Answer.task("completed");
    });

    assertThat(resuming(face.of(client), REQUEST).id()).isEqualTo("task_1");
    assertThat(server.requests().stream().filter(request -> request.method().equals("POST"))
        .map(request -> request.header("Idempotency-Key").orElseThrow())).hasSize(2).containsOnly(sentKey());
  }

  private static Task resuming(VicSeeClient client, GenerateRequest request) {
    try {
      return client.generations().createAndWait(request);
    } catch (VicSeeException failure) {
      String key = failure.idempotencyKey().orElseThrow(() -> failure);
      RequestOptions again = RequestOptions.builder().idempotencyKey(key).build();
      return client.tasks().await(failure.taskId().orElseGet(() -> client.generations().create(request, again).id()));
    }
  }

  private interface Ending {
    void end(Thread thread, VicSeeClient client);
  }

  private interface Call {
    void make(VicSeeClient client);
  }

  private void createAndWait(VicSeeClient other) {
    other.generations().createAndWait(REQUEST);
  }

  /** Makes a call whose waits never end, ends it when the task is known, and returns what it throws. */
  private @Nullable Throwable endedBy(Call call, Ending ending) throws InterruptedException {
    CountDownLatch polled = new CountDownLatch(1);
    AtomicInteger sleeps = new AtomicInteger();
    try (VicSeeClient other = server.client(time).retryPolicy(RetryPolicy.never()).sleeper(duration -> {
      // The first wait is that before the first poll: the submission has its answer.
      sleeps.incrementAndGet();
      polled.countDown();
      return new CompletableFuture<>();
    }).build()) {
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      Thread thread = new Thread(() -> {
        try {
          call.make(other);
        } catch (Throwable failure) {
          thrown.set(failure);
        }
      });
      thread.start();
      assertThat(polled.await(20, TimeUnit.SECONDS)).isTrue();
      ending.end(thread, other);
      thread.join(20_000);
      return thrown.get();
    }
  }
}
