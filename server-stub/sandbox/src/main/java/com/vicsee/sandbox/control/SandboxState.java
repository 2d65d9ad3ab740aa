package com.vicsee.sandbox.control;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The state that all instances of the sandbox share: one row of the database. */
@Repository
@ConditionalOnControl
class SandboxState {
  private final JdbcClient jdbc;

  SandboxState(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The values of the row.
   *
   * @param ahead how far the clock is ahead of real time
   * @param resets how often the sandbox was reset
   * @param changes how often the row has changed, which tells the newer of two states
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

  /** Advances the clock, in whole microseconds. */
  void advance(Duration by) {
    jdbc.sql("update sandbox_state set ahead_micros = ahead_micros + ?, changes = changes + 1").param(by.toNanos() / 1000).update();
  }

  /** Sets the clock to real time again. */
  void setToRealTime() {
    jdbc.sql("update sandbox_state set ahead_micros = 0, changes = changes + 1").update();
  }

  /** Counts a reset, in the transaction of the reset. */
  void countReset() {
    jdbc.sql("update sandbox_state set resets = resets + 1, changes = changes + 1").update();
  }
}
