package com.vicsee.sandbox.database;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The time of the database, which is one for all instances, however far apart the clocks of their machines are. It is read once a minute. */
public final class DatabaseTime {
  private static final long FRESH = Duration.ofMinutes(1).toNanos();

  private final JdbcClient jdbc;
  private final LongSupplier nanos;
  private Instant read;
  private long readAt;

  /**
   * Reads the time.
   *
   * @param nanos a counter that is never set, as {@link System#nanoTime()}
   */
  public DatabaseTime(JdbcClient jdbc, LongSupplier nanos) {
    this.jdbc = jdbc;
    this.nanos = nanos;
    this.readAt = nanos.getAsLong();
    this.read = read();
  }

  /** Returns the time. While the database is away it goes on by the machine's. */
  public synchronized Instant now() {
    long now = nanos.getAsLong();
    if (now - readAt > FRESH) {
      try {
        read = read();
        readAt = now;
      } catch (DataAccessException e) {
        // What was read last is still right, but for how much the two drift apart.
      }
    }
    return read.plusNanos(now - readAt);
  }

  private Instant read() {
    return jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single().toInstant();
  }
}
