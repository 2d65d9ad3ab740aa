package com.vicsee.client.internal;

import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.DecodingException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.task.AwaitOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Polls a task until its end, or until the caller's deadline. */
final class TaskAwaiter {

  private final Dispatcher dispatcher;
  private final String id;
  private final Origin origin;
  private final AwaitOptions options;
  private final Pending<Task> result = new Pending<>(this::failure);
  private final long startedAt;
  private int polls;
  private boolean lastPollMade;
  private @Nullable String lastStatus;
  private @Nullable VicSeeException lastFailure;

  private TaskAwaiter(Dispatcher dispatcher, String id, Origin origin, AwaitOptions options) {
    this.dispatcher = dispatcher;
    this.id = id;
    this.origin = origin;
    this.options = options;
    this.startedAt = dispatcher.settings().nanoTime().nanoTime();
  }

  /**
   * Waits for a task.
   *
   * @param origin what every failure says
   * @param submitted whether the task was submitted just now, so that the first poll would come too early
   */
  static CompletableFuture<Task> await(
      Dispatcher dispatcher, String id, Origin origin, AwaitOptions options, boolean submitted) {
    TaskAwaiter awaiter = new TaskAwaiter(dispatcher, id, origin, options);
    if (dispatcher.track(awaiter.result)) {
      awaiter.result.guard(() -> {
        if (submitted) {
          awaiter.pause(options.initialInterval());
        } else {
          awaiter.poll();
        }
      });
    }
    return awaiter.result;
  }

  private Failure.Builder failure(String message) {
    return origin.mark(Failure.builder(Operation.GET_TASK, message)).attempts(polls);
  }

  private void poll() {
    Duration left = remaining();
    if (left.isZero() || left.isNegative()) {
      timeOut();
      return;
    }
    RequestOptions request = options.requestOptions();
    Duration own = request.timeout().orElse(dispatcher.settings().timeout());
    RequestOptions bounded = request.toBuilder().timeout(own.compareTo(left) < 0 ? own : left).build();
    polls++;
    result.awaiting(new TasksAsyncCalls(new Caller(dispatcher, false, origin)).retrieveWithResponse(id, bounded))
        .whenComplete((response, failure) -> {
          if (!result.isDone()) {
            result.guard(() -> {
              if (failure == null) {
                onTask(response);
              } else {
                onFailure(Pending.unwrap(failure));
              }
            });
          }
        });
  }

  private void onTask(ApiResponse<Task> response) {
    Task task = response.body();
    TaskStatus status;
    try {
      status = task.status();
    } catch (IllegalStateException absent) {
      result.completeExceptionally(new DecodingException(
          ofResponse(failure(String.valueOf(absent.getMessage())), response).status(response.status()).build(), absent));
      return;
    }
    lastStatus = status.value();
    lastFailure = null;
    options.listener().accept(task);
    if (TaskStatus.COMPLETED.equals(status)) {
      result.complete(task);
    } else if (TaskStatus.FAILED.equals(status)) {
      result.completeExceptionally(failed(task, response));
    } else {
      pause(options.interval(polls));
    }
  }

  private void onFailure(Throwable failure) {
    if (!(failure instanceof VicSeeException known) || !known.isRetryable()) {
      result.completeExceptionally(failure);
      return;
    }
    // The task goes on. A failure that passes is no reason to give up before the deadline.
    Duration delay = options.interval(polls);
    Duration hint = known.retryAfter().orElse(Duration.ZERO);
    if (!hint.isZero() && hint.compareTo(remaining()) >= 0) {
      result.completeExceptionally(known);
      return;
    }
    lastFailure = known;
    pause(delay.compareTo(hint) < 0 ? hint : delay);
  }

  private void pause(Duration delay) {
    Duration left = remaining();
    if (left.isZero() || left.isNegative() || lastPollMade) {
      timeOut();
      return;
    }
    Duration wait = delay;
    if (delay.compareTo(left) >= 0) {
      // The last poll is shortly before the deadline, not an interval before it, and has the rest of the time for its
      // answer.
      lastPollMade = true;
      Duration reserve = left.dividedBy(4);
      wait = left.minus(reserve.compareTo(options.initialInterval()) < 0 ? reserve : options.initialInterval());
    }
    dispatcher.pause(result, wait, left, this::timeOut, this::poll);
  }

  private TaskFailedException failed(Task task, ApiResponse<Task> response) {
    String why = task.error().map(error -> error.code() + ": " + error.message()).orElse("no error is given");
    return new TaskFailedException(ofResponse(failure("Task " + id + " failed: " + why), response).build(), task);
  }

  private static Failure.Builder ofResponse(Failure.Builder failure, ApiResponse<Task> response) {
    return failure.requestId(response.requestId().orElse(null)).rateLimit(response.rateLimit().orElse(null));
  }

  private void timeOut() {
    Duration elapsed = elapsed();
    String message = "Task " + id + " is not finished after " + seconds(elapsed) + " s and " + polls
        + (polls == 1 ? " poll" : " polls") + "; its last status is " + (lastStatus == null ? "unknown" : lastStatus)
        + ". It still runs on the server. Wait for its id again";
    result.completeExceptionally(new AwaitTimeoutException(
        failure(message).retryable(true).build(), lastStatus, elapsed, polls, lastFailure));
  }

  private static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0);
  }

  private Duration elapsed() {
    return Duration.ofNanos(dispatcher.settings().nanoTime().nanoTime() - startedAt);
  }

  private Duration remaining() {
    return options.timeout().minus(elapsed());
  }
}
