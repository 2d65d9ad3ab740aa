package com.vicsee.client.retry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two attempts or two polls. A test uses one that never waits. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Returns a future that completes after the duration. The client cancels it when it no longer needs to wait; a
   * sleeper may use that to free its timer.
   *
   * @param duration how long to wait; zero completes at once
   */
  CompletableFuture<Void> sleep(Duration duration);

  /** Returns the sleeper that really waits, on the timer of the JDK and without a thread of its own. */
  static Sleeper system() {
    return duration -> duration.isZero() || duration.isNegative()
        ? CompletableFuture.completedFuture(null)
        : new CompletableFuture<Void>().completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(duration), TimeUnit.NANOSECONDS);
  }
}
