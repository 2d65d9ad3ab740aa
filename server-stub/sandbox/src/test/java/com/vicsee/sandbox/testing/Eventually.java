package com.vicsee.sandbox.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another thread or process is about to do, as long as it takes and not longer than a limit. */
public final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Eventually() {}

  /**
   * Looks until there is something.
   *
   * @throws AssertionError if there is nothing when the limit is reached
   */
  public static <T> T find(Duration limit, String what, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not happen within " + limit);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Looks until a condition holds. */
  public static void holds(Duration limit, String what, Supplier<Boolean> condition) {
    find(limit, what, () -> condition.get() ? Optional.of(true) : Optional.empty());
  }
}
