package com.vicsee.client.internal;

import com.vicsee.client.error.CallInterruptedException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.generated.model.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call that is made of steps. When it ends early, by cancellation or a timeout of the caller's own,
 * the step that it waits for is cancelled too, which {@link CompletableFuture} does not do by itself.
 */
public final class Pending<T> extends CompletableFuture<T> {

  private volatile @Nullable Future<?> step;

  /** Makes a future without a step. */
  public Pending() {
    whenComplete((value, failure) -> cancelStep());
  }

  /** Notes the step that this future waits for now, and returns it. */
  public <F extends Future<?>> F awaiting(F current) {
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

  /** Completes this future with a step's outcome, mapped. What the mapping throws becomes the outcome. */
  public <S> Pending<T> completeFrom(CompletableFuture<S> source, Function<? super S, ? extends T> mapping) {
    awaiting(source).whenComplete((value, failure) -> {
      if (failure != null) {
        completeExceptionally(unwrap(failure));
      } else {
        try {
          complete(mapping.apply(value));
        } catch (RuntimeException | Error thrown) {
          completeExceptionally(thrown);
        }
      }
    });
    return this;
  }

  /** Returns the source's value, mapped, in a future that passes cancellation on to the source. */
  public static <S, T> CompletableFuture<T> map(CompletableFuture<S> source, Function<? super S, ? extends T> mapping) {
    return new Pending<T>().completeFrom(source, mapping);
  }

  /**
   * Returns the outcome of a second step that follows the first, in a future that passes cancellation on to the step
   * under way.
   */
  public static <S, T> CompletableFuture<T> then(
      CompletableFuture<S> first, Function<? super S, ? extends CompletableFuture<T>> second) {
    Pending<T> result = new Pending<>();
    result.awaiting(first).whenComplete((value, failure) -> {
      if (failure != null) {
        result.completeExceptionally(unwrap(failure));
      } else if (!result.isDone()) {
        try {
          result.completeFrom(second.apply(value), Function.identity());
        } catch (RuntimeException | Error thrown) {
          result.completeExceptionally(thrown);
        }
      }
    });
    return result;
  }

  /** Returns what a failure is about, without the wrappers of {@link CompletableFuture}. */
  public static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Waits for a future on behalf of a synchronous caller. An interrupt cancels the call and stays set.
   *
   * @param operation what is waited for, for the exception; null when it is not one operation
   */
  public static <T> T join(@Nullable Operation operation, CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new CallInterruptedException(Failure.of(operation, "Interrupted while waiting"), interrupt);
    } catch (ExecutionException wrapper) {
      Throwable failure = unwrap(wrapper);
      if (failure instanceof VicSeeException known) {
        // It was made on a thread of the transport. The caller wants to see its own frames, not those of the transport.
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
