package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.generation.GenerationProvider.Generation;
import com.vicsee.sandbox.generation.GenerationProvider.Progress;
import com.vicsee.sandbox.generation.GenerationProvider.Working;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
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
  /** A task at which nobody looks for so long has gone to another instance, or is gone. */
  private static final Duration ABANDONED = Duration.ofMinutes(1);
  static final int MOST_GENERATIONS = 64;
  /** As many as there can be requests. Of those, only so many wait for longer than {@link #SOON}. */
  private static final int MOST_SUBMISSIONS = 1000;
  private static final int MOST_WAITING = 50;
  private static final int TRIES = 3;

  private final GenerationProvider provider;
  private final Duration patience;
  private final LongSupplier nanos;
  private final ExecutorService generations = threads("provider-advance", MOST_GENERATIONS);
  private final ExecutorService submissions = threads("provider-accept", MOST_SUBMISSIONS);
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Map<String, Attempts> unanswered = new ConcurrentHashMap<>();

  @Autowired
  ProviderCalls(GenerationProvider provider, @Value("${vicsee.provider.patience:10s}") Duration patience) {
    this(provider, patience, System::nanoTime);
  }

  /**
   * Makes one with a time of its own.
   *
   * @param nanos a counter that is never set, as {@link System#nanoTime()}
   */
  ProviderCalls(GenerationProvider provider, Duration patience, LongSupplier nanos) {
    this.provider = provider;
    this.patience = patience;
    this.nanos = nanos;
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

  /** The call of a task that has no answer yet, and how many before it in a row had none: a look in between is no fault, so the scheduler does not count them. */
  private static final class Attempts {
    private volatile @Nullable ProviderCall<Progress> call;
    private volatile long lookedAt;
    private long begunAt;
    private int failed;

    boolean isAbandoned(long now) {
      ProviderCall<Progress> last = call;
      return now - lookedAt > ABANDONED.toNanos() && (last == null || !last.isRunning());
    }
  }

  /**
   * Asks whether a generation can be started.
   *
   * @throws ProviderException if it cannot, or nobody answers
   */
  void accept(Specification specification) {
    ProviderCall<Boolean> call = new ProviderCall<>(() -> {
      provider.accept(specification);
      return true;
    });
    if (!call.start(submissions) || (call.await(SOON) == null && !patientlyAwait(call))) {
      throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
    }
  }

  private boolean patientlyAwait(ProviderCall<Boolean> call) {
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
   * Looks how far a generation is. While the provider has not answered, or no thread is free to ask it, it is at work.
   *
   * @throws Unanswered if it has not answered for too long
   */
  Progress advance(Generation generation) {
    String task = generation.taskId();
    long now = nanos.getAsLong();
    unanswered.values().removeIf(attempts -> attempts.isAbandoned(now));
    Attempts attempts = unanswered.computeIfAbsent(task, it -> {
      Attempts none = new Attempts();
      none.lookedAt = now;
      return none;
    });
    boolean answered = true;
    synchronized (attempts) {
      attempts.lookedAt = now;
      try {
        Progress progress = look(generation, attempts, now);
        answered = progress != null;
        return answered ? progress : new Working(0, LOOK);
      } catch (Unanswered e) {
        // Until a deaf call ends, no other is made for its task.
        answered = false;
        throw e;
      } finally {
        if (answered) {
          unanswered.remove(task, attempts);
        }
      }
    }
  }

  private @Nullable Progress look(Generation generation, Attempts attempts, long now) {
    ProviderCall<Progress> call = attempts.call;
    boolean isNew = call == null || (call.isGivenUp() && !call.isRunning());
    if (isNew) {
      call = new ProviderCall<>(() -> provider.advance(generation));
      attempts.call = call;
      attempts.begunAt = now;
    }
    call.start(generations);
    Progress progress = call.await(isNew ? SOON : Duration.ZERO);
    if (progress == null && now - attempts.begunAt > patience.toNanos()) {
      call.giveUp();
      attempts.failed++;
      throw new Unanswered("the provider has not answered for " + patience, attempts.failed >= TRIES);
    }
    return progress;
  }

  /** Returns of how many tasks something is remembered. */
  int known() {
    return unanswered.size();
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
}
