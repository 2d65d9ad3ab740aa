package com.vicsee.sandbox.generation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A call of the provider on a thread of its own. Cancelling the call interrupts the thread. */
final class ProviderCall<T> implements Runnable {
  private enum State {
    NEW,
    STARTED,
    ENDED
  }

  private final Supplier<T> work;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Map<String, String> logContext = MDC.getCopyOfContextMap() == null ? Map.of() : MDC.getCopyOfContextMap();
  private State state = State.NEW;
  private boolean cancelled;
  private @Nullable Thread thread;

  ProviderCall(Supplier<T> work) {
    this.work = work;
  }

  /** Starts the call if it has not started yet. Returns false when no thread is free. */
  boolean start(Executor threads) {
    synchronized (this) {
      if (state != State.NEW) {
        return true;
      }
      state = State.STARTED;
    }
    try {
      threads.execute(this);
      return true;
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        state = State.NEW;
      }
      return false;
    }
  }

  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    MDC.setContextMap(logContext);
    try {
      T value = work.get();
      if (value == null) {
        throw new IllegalStateException("the provider returned null");
      }
      result.complete(value);
    } catch (Throwable fault) {
      result.completeExceptionally(fault);
    } finally {
      MDC.clear();
      end();
    }
  }

  private synchronized boolean begin() {
    if (cancelled) {
      state = State.ENDED;
      return false;
    }
    thread = Thread.currentThread();
    return true;
  }

  private synchronized void end() {
    state = State.ENDED;
    thread = null;
    // Clears an interrupt that came too late, so that it does not reach the next call on this thread.
    Thread.interrupted();
  }

  /** Cancels the call. A provider that ignores the interrupt goes on. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Returns whether the call has a thread, or is about to get one. */
  synchronized boolean isRunning() {
    return state == State.STARTED;
  }

  /** Returns the result, or null if there is none yet. Throws what the provider threw. */
  @Nullable T await(Duration wait) {
    try {
      return result.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("the provider failed", e.getCause());
    }
  }
}
