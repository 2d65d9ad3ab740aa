package com.vicsee.client.internal;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.generated.model.Task;
import com.vicsee.client.generated.model.TaskError;
import com.vicsee.client.generated.model.TaskStatus;
import com.vicsee.client.task.AwaitOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Polls a task until its end, or until the caller's deadline. */
final class TaskAwaiter {

  private final Transport transport;
  private final String id;
  private final AwaitOptions options;
  private final Pending<Task> result = new Pending<>();
  private final long startedAt;
  private int polls;
  private boolean lastPollMade;
  private @Nullable String lastStatus;
  private @Nullable VicSeeException lastFailure;

  private TaskAwaiter(Transport transport, String id, AwaitOptions options) {
    this.transport = transport;
    this.id = id;
    this.options = options;
    this.startedAt = transport.settings().nanoTime().nanoTime();
  }

  /**
   * Waits for a task.
   *
   * @param submitted whether the task was submitted just now, so that the first poll would come too early
   */
  static CompletableFuture<Task> await(Transport transport, String id, AwaitOptions options, boolean submitted) {
    TaskAwaiter awaiter = new TaskAwaiter(transport, id, options);
    transport.track(awaiter.result);
    if (submitted) {
      awaiter.pause(options.initialInterval());
    } else {
      awaiter.poll();
    }
    return awaiter.result;
  }

  private void poll() {
    Duration left = remaining();
    if (left.isZero() || left.isNegative()) {
      timeOut();
      return;
    }
    RequestOptions request = options.request();
    Duration own = request.timeout() != null ? request.timeout() : transport.settings().timeout();
    RequestOptions bounded = request.withTimeout(own.compareTo(left) < 0 ? own : left);
    polls++;
    result.awaiting(transport.send(Calls.getTask(transport.settings(), id), bounded))
        .whenComplete((response, failure) -> {
          if (result.isDone()) {
            return;
          }
          try {
            if (failure == null) {
              onTask(response);
            } else {
              onFailure(Pending.unwrap(failure));
            }
          } catch (RuntimeException | Error thrown) {
            result.completeExceptionally(thrown);
          }
        });
  }

  private void onTask(ApiResponse<Task> response) {
    Task task = response.body();
    TaskStatus status = task.getStatus();
    lastStatus = status == null ? null : status.getValue();
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
    // The task goes on without us; what passes by itself is no reason to give up before the deadline.
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
    if (left.isZero() || left.isNegative()) {
      timeOut();
      return;
    }
    if (lastPollMade) {
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
    result.awaiting(transport.settings().sleeper().sleep(wait)).whenCompleteAsync((slept, failure) -> {
      if (result.isDone()) {
        return;
      }
      try {
        if (failure != null) {
          result.completeExceptionally(Pending.unwrap(failure));
        } else {
          poll();
        }
      } catch (RuntimeException | Error thrown) {
        result.completeExceptionally(thrown);
      }
    }, transport.settings().executor());
  }

  private TaskFailedException failed(Task task, ApiResponse<Task> response) {
    TaskError error = task.getError();
    String why = error == null
        ? "no error is told"
        : error.getCode() + ": " + error.getMessage();
    Failure failure = Failure.of(Operation.GET_TASK, "Task " + id + " failed: " + why)
        .withRequestId(response.requestId().orElse(null))
        .withQuota(response.rateLimit().orElse(null), null)
        .withAttempts(polls);
    return new TaskFailedException(failure, task);
  }

  private void timeOut() {
    Duration elapsed = elapsed();
    String message = "Task " + id + " is not finished after " + seconds(elapsed) + " s and " + polls
        + (polls == 1 ? " poll" : " polls") + "; its last status is " + (lastStatus == null ? "not known" : lastStatus)
        + ". It still runs on the server: wait for its id again";
    result.completeExceptionally(new AwaitTimeoutException(
        Failure.of(Operation.GET_TASK, message).withRetryable(true).withAttempts(polls),
        id, lastStatus, elapsed, polls, lastFailure));
  }

  private static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0);
  }

  private Duration elapsed() {
    return Duration.ofNanos(transport.settings().nanoTime().nanoTime() - startedAt);
  }

  private Duration remaining() {
    return options.timeout().minus(elapsed());
  }
}
