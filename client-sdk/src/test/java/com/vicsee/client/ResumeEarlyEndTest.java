package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.BatchFailedException;
import com.vicsee.client.error.LocalFailureException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.retry.Sleeper;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchOptions;
import com.vicsee.client.testing.FakeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A paid call that ends on this side, at each of its requests and waits, says which task or key resumes it. */
class ResumeEarlyEndTest {

  private static final GenerateRequest REQUEST = GenerateRequest.builder().model("m").prompt("A lighthouse").build();
  private static final int STEPS = 3;

  private final TestServer server = new TestServer();
  private final FakeTime time = new FakeTime();

  /** What ends the call. */
  enum Ending { INTERRUPT, CLOSE }

  /** During what it ends. */
  enum During { REQUEST, WAIT }

  private static List<Arguments> endings() {
    List<Arguments> all = new ArrayList<>();
    for (Ending ending : Ending.values()) {
      for (During during : During.values()) {
        for (int step = 0; step < STEPS; step++) {
          all.add(Arguments.of(ending, during, step));
        }
      }
    }
    return all;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("endings")
  void createAndWait_endedAtAnyStep_hasKeyAndTask(Ending ending, During during, int step) throws Exception {
    Throwable thrown = thrownBy(client -> client.generations().createAndWait(REQUEST), ending, during, step);

    assertThat(thrown).isInstanceOfSatisfying(VicSeeException.class, failure -> {
      assertThat(failure.idempotencyKey()).isPresent();
      assertThat(failure.attempts()).isGreaterThanOrEqualTo(during == During.REQUEST ? 1 : 0);
      assertThat(failure.taskId().isPresent()).isEqualTo(isSubmitted(during, step));
    });
  }

  @ParameterizedTest
  @MethodSource("endings")
  void createAll_endedAtAnyStep_hasWhatWasSent(Ending ending, During during, int step) throws Exception {
    Throwable thrown =
        thrownBy(client -> client.generations().createAll(List.of(REQUEST), BatchOptions.defaults()), ending, during, step);

    assertThat(thrown).isInstanceOfSatisfying(BatchFailedException.class, failure ->
        assertThat(failure.submitted()).singleElement().satisfies(each -> {
          assertThat(each.idempotencyKey()).isNotBlank();
          assertThat(each.taskId().isPresent()).isEqualTo(isSubmitted(during, step));
        }));
  }

  @ParameterizedTest
  @EnumSource
  void createAll_endedAfterItsFirstResult_hasThatToo(Ending ending) throws Exception {
    GenerateRequest second = REQUEST.toBuilder().prompt("A windmill").build();
    BatchOptions one = BatchOptions.builder().maxConcurrent(1).build();

    Throwable thrown = thrownBy(client -> client.generations().createAll(List.of(REQUEST, second), one), ending, During.REQUEST, 3, "completed");

    assertThat(thrown).isInstanceOfSatisfying(BatchFailedException.class, failure ->
        assertThat(failure.submitted()).extracting(each -> each.taskId().isPresent()).containsExactly(true, true));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void await_endedAtAnyStep_hasTheTask(Ending ending, During during, int step) throws Exception {
    assertThat(thrownBy(client -> client.tasks().await("task_1"), ending, during, step))
        .isInstanceOfSatisfying(VicSeeException.class, failure -> assertThat(failure.taskId()).contains("task_1"));
  }

  @ParameterizedTest
  @EnumSource
  void listener_thatThrows_losesNothing(Face face) {
    answer("processing", Integer.MAX_VALUE, () -> { });
    AwaitOptions waiting = AwaitOptions.builder().listener(task -> {
      throw new UnsupportedOperationException("enough");
    }).build();
    try (VicSeeClient client = server.client(time).build()) {
      LocalFailureException failure = catchThrowableOfType(LocalFailureException.class,
          () -> face.of(client).generations().createAndWait(REQUEST, RequestOptions.none(), waiting));

      assertThat(failure.taskId()).contains("task_1");
      assertThat(failure.idempotencyKey()).isPresent();
    }
  }

  /** The first request is the submission. */
  private static boolean isSubmitted(During during, int step) {
    return during == During.WAIT || step > 0;
  }

  /** Answers with a task, but not the request of this number. */
  private void answer(String status, int silent, Runnable then) {
    AtomicInteger count = new AtomicInteger();
    server.answering(request -> {
      if (count.getAndIncrement() == silent) {
        then.run();
        return Wire.silence();
      }
      return request.method().equals("POST") ? Answer.submitted() : Answer.task(status);
    });
  }

  private Throwable thrownBy(Consumer<VicSeeClient> call, Ending ending, During during, int step) throws Exception {
    return thrownBy(call, ending, during, step, "processing");
  }

  private Throwable thrownBy(Consumer<VicSeeClient> call, Ending ending, During during, int step, String status) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    answer(status, during == During.REQUEST ? step : Integer.MAX_VALUE, reached::countDown);
    AtomicInteger waits = new AtomicInteger();
    Sleeper sleeper = delay -> {
      if (during == During.REQUEST || waits.getAndIncrement() < step) {
        return time.sleep(delay);
      }
      reached.countDown();
      return new CompletableFuture<>();
    };
    try (VicSeeClient client = server.client(time).retryPolicy(RetryPolicy.never()).sleeper(sleeper).build()) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread thread = new Thread(() -> {
        try {
          call.accept(client);
        } catch (RuntimeException failure) {
          thrown.complete(failure);
        }
      });
      thread.start();
      assertThat(reached.await(120, TimeUnit.SECONDS)).isTrue();
      Runnable end = ending == Ending.CLOSE ? client::close : thread::interrupt;
      end.run();
      return thrown.get(120, TimeUnit.SECONDS);
    }
  }
}
