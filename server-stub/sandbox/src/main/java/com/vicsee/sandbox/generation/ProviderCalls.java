package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.generation.GenerationProvider.Generation;
import com.vicsee.sandbox.generation.GenerationProvider.Progress;
import com.vicsee.sandbox.generation.GenerationProvider.Working;
import java.time.Duration;
import java.util.List;
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
 * Calls the provider with a timeout, {@code vicsee.provider.timeout}, 10 s by default. Each call has a thread of its own, and each task has at most one call. The
 * thread of the jobs only polls for the result, and few threads of requests may wait for one. So a provider that hangs delays nothing but its own tasks. A provider
 * that {@linkplain GenerationProvider#isImmediate returns at once} is called on the thread of the caller.
 */
@Component
class ProviderCalls implements DisposableBean {
  /** How long a thread waits for a result before it polls or counts as waiting. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(100);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
  /** A task that is not polled for so long has moved to another instance, or is gone. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);
  static final int MAX_GENERATIONS = 64;
  /** As many as there can be requests. Only {@link #MAX_WAITING} of them wait for longer than {@link #SHORT_WAIT}. */
  private static final int MAX_SUBMISSIONS = 1000;
  private static final int MAX_WAITING = 50;
  private static final int MAX_ATTEMPTS = 3;

  private final GenerationProvider provider;
  private final Duration timeout;
  private final LongSupplier nanos;
  private final ExecutorService generations = threads("provider-advance", MAX_GENERATIONS);
  private final ExecutorService submissions = threads("provider-accept", MAX_SUBMISSIONS);
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final Map<String, Attempts> pending = new ConcurrentHashMap<>();
  private volatile long cleanedAt;

  @Autowired
  ProviderCalls(GenerationProvider provider, @Value("${vicsee.provider.timeout:10s}") Duration timeout) {
    this(provider, timeout, System::nanoTime);
  }

  /**
   * Makes calls by another clock.
   *
   * @param nanos a monotonic counter, as {@link System#nanoTime()}
   */
  ProviderCalls(GenerationProvider provider, Duration timeout, LongSupplier nanos) {
    this.provider = provider;
    this.timeout = timeout;
    this.nanos = nanos;
    this.cleanedAt = nanos.getAsLong();
  }

  /** A call that has timed out. */
  static final class ProviderTimeout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean last;

    ProviderTimeout(String message, boolean last) {
      super(message, null, false, false);
      this.last = last;
    }

    /** Returns whether this was the last attempt. */
    boolean isLast() {
      return last;
    }
  }

  /** The call of a task, and how many calls before it timed out in a row. Its job does not count these, because polls in between succeed. */
  private static final class Attempts {
    private volatile @Nullable ProviderCall<Progress> call;
    private volatile long polledAt;
    private long startedAt;
    private int failed;

    boolean isAbandoned(long now) {
      ProviderCall<Progress> last = call;
      return now - polledAt > ABANDONED_AFTER.toNanos() && (last == null || !last.isRunning());
    }
  }

  /** Returns whether the provider returns at once. */
  boolean isImmediate() {
    return provider.isImmediate();
  }

  /**
   * Asks the provider whether it accepts a generation.
   *
   * @throws ProviderException if it does not, or does not answer in time
   */
  void accept(Specification specification, List<Input> inputs) {
    if (isImmediate()) {
      provider.accept(specification, inputs);
      return;
    }
    ProviderCall<Boolean> call = new ProviderCall<>(() -> {
      provider.accept(specification, inputs);
      return true;
    });
    if (!call.start(submissions) || (call.await(SHORT_WAIT) == null && !awaitWithinTimeout(call))) {
      throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
    }
  }

  private boolean awaitWithinTimeout(ProviderCall<Boolean> call) {
    if (!waiting.tryAcquire()) {
      call.cancel();
      return false;
    }
    try {
      boolean answered = call.await(timeout) != null;
      if (!answered) {
        call.cancel();
      }
      return answered;
    } finally {
      waiting.release();
    }
  }

  /** Starts to ask the provider for the progress of a generation, if a thread is free. Returns at once. */
  void start(Generation generation) {
    if (isImmediate()) {
      return;
    }
    long now = nanos.getAsLong();
    removeAbandoned(now);
    Attempts attempts = attempts(generation, now);
    synchronized (attempts) {
      call(generation, attempts, now);
    }
  }

  /**
   * Asks the provider for the progress of a generation, and waits a moment for the answer. The generation is {@link Working} until the provider answers, and while
   * no thread is free.
   *
   * @throws ProviderTimeout if the provider does not answer in time
   */
  Progress advance(Generation generation) {
    if (isImmediate()) {
      return provider.advance(generation);
    }
    long now = nanos.getAsLong();
    removeAbandoned(now);
    Attempts attempts = attempts(generation, now);
    boolean answered = true;
    synchronized (attempts) {
      attempts.polledAt = now;
      try {
        Progress progress = poll(generation, attempts, now);
        answered = progress != null;
        return answered ? progress : new Working(0, POLL_INTERVAL);
      } catch (ProviderTimeout e) {
        // A call that ignores the interrupt must end before the task gets another.
        answered = false;
        throw e;
      } finally {
        if (answered) {
          pending.remove(generation.taskId(), attempts);
        }
      }
    }
  }

  private Attempts attempts(Generation generation, long now) {
    return pending.computeIfAbsent(generation.taskId(), it -> {
      Attempts none = new Attempts();
      none.polledAt = now;
      return none;
    });
  }

  private void removeAbandoned(long now) {
    if (now - cleanedAt > ABANDONED_AFTER.toNanos()) {
      cleanedAt = now;
      pending.values().removeIf(attempts -> attempts.isAbandoned(now));
    }
  }

  private ProviderCall<Progress> call(Generation generation, Attempts attempts, long now) {
    ProviderCall<Progress> call = attempts.call;
    if (call == null || (call.isCancelled() && !call.isRunning())) {
      call = new ProviderCall<>(() -> provider.advance(generation));
      attempts.call = call;
      attempts.startedAt = now;
    }
    call.start(generations);
    return call;
  }

  private @Nullable Progress poll(Generation generation, Attempts attempts, long now) {
    ProviderCall<Progress> call = call(generation, attempts, now);
    Duration waited = Duration.ofNanos(now - attempts.startedAt);
    Progress progress = call.await(waited.compareTo(SHORT_WAIT) < 0 ? SHORT_WAIT.minus(waited) : Duration.ZERO);
    if (progress == null && waited.compareTo(timeout) > 0) {
      call.cancel();
      attempts.failed++;
      throw new ProviderTimeout("the provider has not answered within " + timeout, attempts.failed >= MAX_ATTEMPTS);
    }
    return progress;
  }

  /** Returns how many tasks have a call without a result. */
  int pendingTasks() {
    return pending.size();
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
