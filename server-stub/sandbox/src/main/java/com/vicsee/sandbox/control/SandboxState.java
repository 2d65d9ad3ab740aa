package com.vicsee.sandbox.control;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is true of the sandbox at all its instances: one row of the database. */
@Repository
@Profile("sandbox")
class SandboxState {
  private final JdbcClient jdbc;

  SandboxState(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What the row says.
   *
   * @param ahead how far the clock is ahead of real time
   * @param resets how often the sandbox was brought back to its first state
   * @param changes how often anything of this has changed, so that the newer of two states is known
   */
  record State(Duration ahead, long resets, long changes) {
    /** Returns the newer of two states. */
    static State newer(State one, State other) {
      return one.changes() >= other.changes() ? one : other;
    }
  }

  State read() {
    return jdbc.sql("select ahead_micros, resets, changes from sandbox_state")
        .query((row, n) -> new State(Duration.of(row.getLong(1), ChronoUnit.MICROS), row.getLong(2), row.getLong(3)))
        .single();
  }

  /** Moves the clock forward; what is finer than a microsecond is cut off. */
  void advance(Duration by) {
    jdbc.sql("update sandbox_state set ahead_micros = ahead_micros + ?, changes = changes + 1").param(by.toNanos() / 1000).update();
  }

  /** Sets the clock to real time again. */
  void setToRealTime() {
    jdbc.sql("update sandbox_state set ahead_micros = 0, changes = changes + 1").update();
  }

  /** Notes a reset, in the transaction that does it. */
  void countReset() {
    jdbc.sql("update sandbox_state set resets = resets + 1, changes = changes + 1").update();
  }
}
