package com.vicsee.sandbox.generation;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The time of the machine, but one that goes on while that is set back: a job that is due in a second is due in a second. */
final class SteadyClock implements Clock {
  private final Supplier<Instant> wall;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;

  /**
   * Makes one.
   *
   * @param wall the time of the machine
   * @param nanos a counter that is never set, as {@link System#nanoTime()}
   */
  SteadyClock(Supplier<Instant> wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.last = wall.get();
    this.lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized Instant now() {
    long count = nanos.getAsLong();
    Instant passed = last.plusNanos(count - lastNanos);
    Instant told = wall.get();
    last = told.isAfter(passed) ? told : passed;
    lastNanos = count;
    return last;
  }
}
