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

/** A question to the provider on a thread of its own, which is interrupted when nobody wants the answer any more. */
final class ProviderCall<T> implements Runnable {
  private enum State {
    NEW,
    STARTED,
    ENDED
  }

  private final Supplier<T> question;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private final Map<String, String> logContext = MDC.getCopyOfContextMap() == null ? Map.of() : MDC.getCopyOfContextMap();
  private State state = State.NEW;
  private boolean givenUp;
  private @Nullable Thread thread;

  ProviderCall(Supplier<T> question) {
    this.question = question;
  }

  /** Starts it, unless it was before. Returns false when no thread is free for it. */
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
      T given = question.get();
      if (given == null) {
        throw new IllegalStateException("the provider answered nothing");
      }
      answer.complete(given);
    } catch (Throwable fault) {
      answer.completeExceptionally(fault);
    } finally {
      MDC.clear();
      end();
    }
  }

  private synchronized boolean begin() {
    if (givenUp) {
      state = State.ENDED;
      return false;
    }
    thread = Thread.currentThread();
    return true;
  }

  private synchronized void end() {
    state = State.ENDED;
    thread = null;
    // An interrupt that came too late is not for the next call on this thread.
    Thread.interrupted();
  }

  /** Nobody will ask for the answer. A provider that is deaf to the interrupt goes on. */
  synchronized void giveUp() {
    givenUp = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized boolean isGivenUp() {
    return givenUp;
  }

  /** Tells whether it has a thread, or is about to. */
  synchronized boolean isRunning() {
    return state == State.STARTED;
  }

  /** Returns the answer, null when there is none yet, and throws what the provider threw. */
  @Nullable T await(Duration wait) {
    try {
      return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
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
