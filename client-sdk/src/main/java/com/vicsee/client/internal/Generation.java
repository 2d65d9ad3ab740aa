package com.vicsee.client.internal;

import com.vicsee.client.error.Failure;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Task;
import com.vicsee.client.task.AwaitOptions;
import org.jspecify.annotations.Nullable;

/** One paid generation, from its submission to its end. From its first moment it knows what resumes it. */
final class Generation {

  private final Dispatcher dispatcher;
  private final GenerateRequest request;
  private final RequestOptions options;
  private final AwaitOptions waiting;
  private final String idempotencyKey;
  private final Pending<Task> result = new Pending<>(this::failure);
  private volatile @Nullable String taskId;

  Generation(Dispatcher dispatcher, GenerateRequest request, RequestOptions options, AwaitOptions waiting) {
    this.dispatcher = dispatcher;
    this.request = request;
    this.options = options;
    this.waiting = waiting;
    this.idempotencyKey = options.idempotencyKey().orElseGet(dispatcher.settings().idempotencyKeys());
  }

  /** Returns what resumes this generation. */
  Origin origin() {
    return new Origin(taskId, idempotencyKey);
  }

  Pending<Task> result() {
    return result;
  }

  private Failure.Builder failure(String message) {
    return origin().mark(result.failureOfStep(Operation.GENERATE_MEDIA, message));
  }

  /** Submits the generation. */
  Pending<Task> start() {
    if (!dispatcher.track(result)) {
      return result;
    }
    result.awaiting(new GenerationsAsyncCalls(new Caller(dispatcher, false, origin())).create(request, options)).whenComplete((submission, failure) -> {
      if (failure != null) {
        result.completeExceptionally(Pending.unwrap(failure));
        return;
      }
      // An answer without an id is unreadable, and so has failed before.
      taskId = submission.id();
      if (!result.isDone()) {
        result.guard(() -> result.completeFrom(
            TaskAwaiter.await(dispatcher, submission.id(), origin(), waiting, true), task -> task));
      }
    });
    return result;
  }
}
