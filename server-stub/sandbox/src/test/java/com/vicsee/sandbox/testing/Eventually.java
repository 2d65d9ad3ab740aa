package com.vicsee.sandbox.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another thread or process is about to do, as long as a busy machine may take. */
public final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(10);
  /** Below the time-out of a test, so that it is this that says what did not happen. */
  private static final Duration LIMIT = Duration.ofMinutes(9);

  private Eventually() {}

  /**
   * Looks until there is something.
   *
   * @throws AssertionError if there is nothing after nine minutes
   */
  public static <T> T find(String what, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not happen within " + LIMIT);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Looks until a condition holds. */
  public static void holds(String what, Supplier<Boolean> condition) {
    find(what, () -> condition.get() ? Optional.of(true) : Optional.empty());
  }
}
