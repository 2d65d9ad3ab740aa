package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.database.Database;
import java.time.Duration;
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
  /** Jobs of so short a time are claimed together. */
  private static final Duration GATHERING = Duration.ofMillis(10);
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = ProviderCalls.MAX_GENERATIONS;

  private final JobStore store;
  private final GenerationRunner runner;
  private final boolean shared;
  private final Duration polling;
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "generations");
  private volatile boolean running;

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

  /** Adds the job of a task, in the transaction of the caller. The job carries the request id for the log. */
  void schedule(String taskId) {
    store.add(Job.of(taskId));
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
    try {
      runner.renewClaims();
      runner.advance(MOST_AT_ONCE);
      return store.untilNext().filter(it -> it.compareTo(polling) < 0).orElse(polling);
    } catch (RuntimeException | Error e) {
      // Nothing is lost. What was claimed is claimed again when the claim has expired.
      LOG.warn("The jobs cannot be read now: {}", e.toString());
      return polling;
    }
  }

  /** Waits for the time to pass, or for a new job. */
  private void await(Duration next) throws InterruptedException {
    if (next.compareTo(GATHERING) > 0 && !wake.tryAcquire(next.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    stopped.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
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
