package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.database.Database;
import com.vicsee.sandbox.database.DatabaseTime;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The time that jobs are due by: real time, but never set back, so a job that is due in a second stays due in a second. Instances compare the claims of each other
 * with their own time, so all use that of the database they share.
 */
@Component
class JobClock {
  private final Supplier<Instant> wall;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;

  @Autowired
  JobClock(JdbcClient jdbc, Database database) {
    this(database.isShared() ? new DatabaseTime(jdbc, System::nanoTime)::now : Instant::now, System::nanoTime);
  }

  /**
   * Makes a clock.
   *
   * @param wall the time of the machine
   * @param nanos a monotonic counter, as {@link System#nanoTime()}
   */
  JobClock(Supplier<Instant> wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.last = wall.get();
    this.lastNanos = nanos.getAsLong();
  }

  synchronized Instant now() {
    long count = nanos.getAsLong();
    Instant passed = last.plusNanos(count - lastNanos);
    Instant now = wall.get();
    last = now.isAfter(passed) ? now : passed;
    lastNanos = count;
    return last;
  }
}
