package com.vicsee.server.generation;

import com.vicsee.server.generation.GenerationProvider.Generation;
import com.vicsee.server.generation.GenerationProvider.Progress;
import com.vicsee.server.generation.GenerationProvider.Working;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Calls the provider, and does not trust it to answer. Each call has a thread of its own, a task never more than one; what has no answer within
 * {@code vicsee.provider.patience}, 10 s by default, is interrupted and given up. The threads of the scheduler look whether an answer is there, and those of
 * requests wait for one only as long as there are few of them, so that a provider that hangs keeps nothing waiting but its own tasks.
 */
@Component
class ProviderCalls implements DisposableBean {
  /** An answer that is there so soon needs no second look. */
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int MOST_GENERATIONS = 64;
  /** As many as there can be requests. Of those, only so many wait for longer than {@link #SOON}. */
  private static final int MOST_SUBMISSIONS = 1000;
  private static final int MOST_WAITING = 50;
  private static final int TRIES = 3;

  private final GenerationProvider provider;
  private final Duration patience;
  private final ExecutorService generations = threads("provider-advance", MOST_GENERATIONS);
  private final ExecutorService submissions = threads("provider-accept", MOST_SUBMISSIONS);
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Map<String, Call<Progress>> running = new ConcurrentHashMap<>();
  /** How many calls of a task in a row had no answer. A look in between is no fault, so the scheduler does not count them. */
  private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

  ProviderCalls(GenerationProvider provider, @Value("${vicsee.provider.patience:10s}") Duration patience) {
    this.provider = provider;
    this.patience = patience;
  }

  /** A call that has had no answer in time. */
  static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean last;

    Unanswered(String message, boolean last) {
      super(message, null, false, false);
      this.last = last;
    }

    /** Tells whether this was tried often enough. */
    boolean isLast() {
      return last;
    }
  }

  /**
   * Asks whether a generation can be started.
   *
   * @throws ProviderException if it cannot, or nobody answers
   */
  void accept(Specification specification) {
    Call<Boolean> call = new Call<>(() -> {
      provider.accept(specification);
      return true;
    });
    try {
      call.start(submissions);
      if (call.await(SOON) == null && !patientlyAwait(call)) {
        throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
      }
    } catch (RejectedExecutionException e) {
      throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
    }
  }

  private boolean patientlyAwait(Call<Boolean> call) {
    if (!waiting.tryAcquire()) {
      call.giveUp();
      return false;
    }
    try {
      boolean answered = call.await(patience) != null;
      if (!answered) {
        call.giveUp();
      }
      return answered;
    } finally {
      waiting.release();
    }
  }

  /**
   * Looks how far a generation is. While the provider has not answered, it is at work.
   *
   * @throws Unanswered if it has not answered for too long
   */
  Progress advance(Generation generation) {
    String task = generation.taskId();
    Call<Progress> known = running.get(task);
    Call<Progress> call = known;
    if (call == null) {
      call = new Call<>(() -> provider.advance(generation), task);
      running.put(task, call);
      try {
        call.start(generations);
      } catch (RejectedExecutionException e) {
        running.remove(task);
        throw new Unanswered("too many calls of the provider have no answer", false);
      }
    }
    boolean keep = false;
    try {
      Progress progress = call.await(known == null ? SOON : Duration.ZERO);
      if (progress == null && call.isOverdue()) {
        call.giveUp();
        keep = true;
        boolean last = unanswered.merge(task, 1, Integer::sum) >= TRIES;
        if (last) {
          unanswered.remove(task);
        }
        throw new Unanswered("the provider has not answered for " + patience, last);
      }
      keep = progress == null;
      if (progress == null) {
        return new Working(0, LOOK);
      }
      unanswered.remove(task);
      return progress;
    } finally {
      if (!keep) {
        running.remove(task, call);
      }
    }
  }

  @Override
  public void destroy() {
    generations.shutdownNow();
    submissions.shutdownNow();
  }

  private static ExecutorService threads(String name, int most) {
    return new ThreadPoolExecutor(0, most, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    });
  }

  private final class Call<T> implements Runnable {
    private final Supplier<T> question;
    private final @Nullable String task;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Map<String, String> logContext = MDC.getCopyOfContextMap() == null ? Map.of() : MDC.getCopyOfContextMap();
    private final long start = System.nanoTime();
    private @Nullable Thread thread;
    private boolean givenUp;

    Call(Supplier<T> question) {
      this(question, null);
    }

    Call(Supplier<T> question, @Nullable String task) {
      this.question = question;
      this.task = task;
    }

    void start(ExecutorService threads) {
      threads.execute(this);
    }

    @Override
    public void run() {
      begin();
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

    private synchronized void begin() {
      thread = Thread.currentThread();
    }

    /** Nobody asks again for the answer of a call that was given up; until it ends, no other is made for its task. */
    private synchronized void end() {
      thread = null;
      if (givenUp && task != null) {
        running.remove(task, this);
      }
      // An interrupt that came too late is not for the next call on this thread.
      Thread.interrupted();
    }

    synchronized void giveUp() {
      givenUp = true;
      if (thread != null) {
        thread.interrupt();
      } else if (task != null && answer.isDone()) {
        running.remove(task, this);
      }
    }

    boolean isOverdue() {
      return System.nanoTime() - start > patience.toNanos();
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
}
