package com.vicsee.client.internal;

import com.vicsee.client.error.CallInterruptedException;
import com.vicsee.client.error.ClientClosedException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.LocalFailureException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.model.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call that has several steps. When it ends early, by cancellation or a timeout of the caller's own, the step
 * that it waits for is cancelled too, which {@link CompletableFuture} does not do by itself. It knows what a failure from
 * outside, an interrupt or a closed client, has to say.
 */
class Pending<T> extends CompletableFuture<T> {

  private final @Nullable Function<String, Failure.Builder> failures;
  private volatile @Nullable Future<?> step;

  /** Makes a future whose failures are those of its steps. */
  Pending() {
    this(null);
  }

  /**
   * Makes a future.
   *
   * @param failures makes a failure with a message
   */
  Pending(@Nullable Function<String, Failure.Builder> failures) {
    this.failures = failures;
    whenComplete((value, failure) -> cancelStep());
  }

  /** Sets the step that this future waits for now, and returns it. */
  <F extends Future<?>> F awaiting(F current) {
    step = current;
    if (isDone()) {
      current.cancel(true);
    }
    return current;
  }

  private void cancelStep() {
    Future<?> current = step;
    if (current != null) {
      current.cancel(true);
    }
  }

  /** Returns a failure that comes from outside, with all that is known of the call. */
  final Failure.Builder failure(@Nullable Operation operation, String message) {
    return failures != null ? failures.apply(message) : failureOfStep(operation, message);
  }

  /** Returns a failure with all that is known of the step that this future waits for. */
  final Failure.Builder failureOfStep(@Nullable Operation operation, String message) {
    return step instanceof Pending<?> inner ? inner.failure(operation, message) : Failure.builder(operation, message);
  }

  /** Returns the exception of a caller whose thread was interrupted. */
  VicSeeException interrupted(@Nullable Operation operation, InterruptedException interrupt) {
    return step instanceof Pending<?> inner && failures == null
        ? inner.interrupted(operation, interrupt)
        : new CallInterruptedException(failure(operation, "Interrupted while waiting").build(), interrupt);
  }

  /** Returns the exception of a client that is closed. */
  VicSeeException closed() {
    return new ClientClosedException(failure(null, "The client is closed").build(), null);
  }

  /** Runs a step. What it throws becomes the outcome. */
  final void guard(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error thrown) {
      end(thrown);
    }
  }

  /** Ends with a failure. One that is not the client's own is marked with all that is known of the call. */
  final void end(Throwable failure) {
    if (failure instanceof Error) {
      // It is passed on as it is, for test frameworks and virtual machines rely on that.
      failure.addSuppressed(local(failure));
      completeExceptionally(failure);
    } else {
      completeExceptionally(failure instanceof VicSeeException ? failure : local(failure));
    }
  }

  /** Returns the exception of code on this side that threw. */
  VicSeeException local(Throwable thrown) {
    return new LocalFailureException(failure(null, "The call ended because code on this side failed: " + thrown).build(), thrown);
  }

  /** Completes this future with the outcome of a step, mapped. */
  final <S> Pending<T> completeFrom(CompletableFuture<S> source, Function<? super S, ? extends T> mapping) {
    awaiting(source).whenComplete((value, failure) -> {
      if (failure != null) {
        completeExceptionally(unwrap(failure));
      } else {
        guard(() -> complete(mapping.apply(value)));
      }
    });
    return this;
  }

  /** Returns the value of the source, mapped, in a future that passes cancellation on to the source. */
  static <S, T> CompletableFuture<T> map(CompletableFuture<S> source, Function<? super S, ? extends T> mapping) {
    return new Pending<T>().completeFrom(source, mapping);
  }

  /** Returns a failure without the wrappers of {@link CompletableFuture}. */
  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Waits for a future on behalf of a synchronous caller. An interrupt cancels the call and stays set.
   *
   * @param operation the operation that is waited for, for the exception
   */
  static <T> T join(Operation operation, CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      VicSeeException failure = future instanceof Pending<T> pending
          ? pending.interrupted(operation, interrupt)
          : new CallInterruptedException(Failure.builder(operation, "Interrupted while waiting").build(), interrupt);
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw failure;
    } catch (ExecutionException wrapper) {
      Throwable failure = unwrap(wrapper);
      if (failure instanceof VicSeeException known) {
        // It was made on a thread of the client. The caller wants to see its own frames.
        known.setStackTrace(new Throwable().getStackTrace());
        throw known;
      }
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      throw new CompletionException(failure);
    }
  }
}
