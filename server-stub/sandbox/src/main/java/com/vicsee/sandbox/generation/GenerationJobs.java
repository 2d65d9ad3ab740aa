package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.database.Database;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs generations as jobs in the database. The transaction of a submission saves its job. One thread claims the jobs that are due and carries out their steps, many
 * at a time, so that a step costs a few rows and no transaction of its own. When an instance is killed, another one takes over its jobs, or the same one after a
 * restart.
 */
@Component
public class GenerationJobs implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationJobs.class);
  /** Jobs of so short a time are claimed together, so that many at once cost little more than one. */
  private static final Duration SHORTEST_GATHERING = Duration.ofMillis(10);
  private static final Duration LONGEST_GATHERING = Duration.ofMillis(100);
  /** The time in which jobs are gathered, in times of what the last ones took. So under load this thread takes a fifth of a processor, and leaves the rest to requests. */
  private static final int GATHERING_FACTOR = 4;
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 500;

  private final JobStore store;
  private final GenerationRunner runner;
  private final boolean shared;
  private final Duration polling;
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "generations");
  private volatile boolean running;
  /** Whether the last step failed. A database that is away is one line in the log. */
  private boolean failing;
  private Duration gathering = SHORTEST_GATHERING;

  GenerationJobs(JobStore store, Database kind, GenerationRunner runner, @Value("${vicsee.jobs.polling-interval:200ms}") Duration polling) {
    this.store = store;
    this.runner = runner;
    this.shared = kind.isShared();
    this.polling = polling;
    thread.setDaemon(true);
  }

  /**
   * How many jobs there are.
   *
   * @param due those that wait for an instance
   * @param running those that an instance has claimed
   * @param reservedCredits the credits of their tasks
   */
  public record Figures(long all, long due, long running, long reservedCredits) {}

  /** Adds the job of a task, due after a time, in the transaction of the caller. The job carries the request id for the log. */
  void schedule(String taskId, Duration wait) {
    store.add(Job.of(taskId), wait);
    if (wait.compareTo(polling) >= 0) {
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
      @Override
      public void afterCommit() {
        wake.release();
      }
    });
  }

  /** Makes all jobs due earlier, as if that time had passed. */
  public void advanceBy(Duration passed) {
    store.advanceBy(passed);
    wake.release();
  }

  /** Deletes all jobs. A step under way finds that its task is gone, and ends. */
  public void clear() {
    store.clear();
  }

  /** Counts the jobs of all instances. */
  public Figures figures() {
    return store.figures();
  }

  @Override
  public void start() {
    store.correct(GenerationRunner.LONGEST_WAIT);
    if (!shared) {
      store.releaseAll();
    }
    running = true;
    thread.start();
  }

  private void run() {
    try {
      while (running) {
        await(step());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Carries out the steps that are due. Returns how long to wait for the next ones. */
  private Duration step() {
    long start = System.nanoTime();
    try {
      runner.renewClaims();
      boolean wasFull = runner.advance(MOST_AT_ONCE) == MOST_AT_ONCE;
      failing = false;
      gathering = wasFull ? SHORTEST_GATHERING : gathering(Duration.ofNanos(System.nanoTime() - start));
      return store.untilNext().filter(it -> it.compareTo(polling) < 0).orElse(polling);
    } catch (RuntimeException | Error e) {
      // Nothing is lost. What was claimed is claimed again when the claim has expired.
      if (!failing) {
        LOG.warn("The jobs cannot be read for now; it is tried again until it succeeds: {}", e.toString());
      }
      failing = true;
      return polling;
    }
  }

  private static Duration gathering(Duration taken) {
    Duration wanted = taken.multipliedBy(GATHERING_FACTOR);
    return Collections.max(List.of(SHORTEST_GATHERING, Collections.min(List.of(LONGEST_GATHERING, wanted))));
  }

  /** Waits for the time to pass, or for a new job. */
  private void await(Duration next) throws InterruptedException {
    if (next.compareTo(gathering) > 0 && !wake.tryAcquire(next.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    stopped.await(gathering.toMillis(), TimeUnit.MILLISECONDS);
    wake.drainPermits();
  }

  /** Finishes the steps under way. */
  @Override
  public void stop() {
    running = false;
    stopped.countDown();
    wake.release();
    try {
      thread.join(SHUTDOWN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runner.stop(SHUTDOWN);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
