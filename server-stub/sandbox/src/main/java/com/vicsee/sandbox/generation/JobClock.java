package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The time that jobs are due by: real time, but never set back, so a job that is due in a second stays due in a second. Instances compare the claims of each other
 * with their own time, so all use that of the database they share, which is one however far apart the clocks of their machines are.
 */
@Component
class JobClock {
  private static final Duration OF_THE_DATABASE = Duration.ofMinutes(1);

  private final Supplier<Instant> wall;
  private final long interval;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;
  private long readAt;

  @Autowired
  JobClock(JdbcClient jdbc, Database database) {
    this(
        database.isShared() ? () -> jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single().toInstant() : Instant::now,
        database.isShared() ? OF_THE_DATABASE : Duration.ZERO,
        System::nanoTime);
  }

  /**
   * Makes a clock.
   *
   * @param wall the time of the machine or of the database
   * @param interval how often that time is read; in between, and while the database is away, the counter goes on
   * @param nanos a monotonic counter, as {@link System#nanoTime()}
   */
  JobClock(Supplier<Instant> wall, Duration interval, LongSupplier nanos) {
    this.wall = wall;
    this.interval = interval.toNanos();
    this.nanos = nanos;
    this.last = wall.get();
    this.lastNanos = nanos.getAsLong();
    this.readAt = lastNanos;
  }

  synchronized Instant now() {
    long count = nanos.getAsLong();
    last = last.plusNanos(count - lastNanos);
    lastNanos = count;
    if (count - readAt >= interval) {
      try {
        Instant now = wall.get();
        readAt = count;
        last = now.isAfter(last) ? now : last;
      } catch (DataAccessException e) {
        // It is read with the next call.
      }
    }
    return last;
  }
}
