package com.vicsee.sandbox.generation;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The time of the machine, but never set back: a job that is due in a second stays due in a second. */
final class MonotonicClock implements Clock {
  private final Supplier<Instant> wall;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;

  /**
   * Makes a clock.
   *
   * @param wall the time of the machine
   * @param nanos a monotonic counter, as {@link System#nanoTime()}
   */
  MonotonicClock(Supplier<Instant> wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.last = wall.get();
    this.lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized Instant now() {
    long count = nanos.getAsLong();
    Instant passed = last.plusNanos(count - lastNanos);
    Instant now = wall.get();
    last = now.isAfter(passed) ? now : passed;
    lastNanos = count;
    return last;
  }
}
