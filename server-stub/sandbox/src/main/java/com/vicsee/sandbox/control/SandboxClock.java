package com.vicsee.sandbox.control;

import com.vicsee.sandbox.control.SandboxState.State;
import com.vicsee.sandbox.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * The clock of the sandbox: real time plus what the clock was advanced by. The database has the difference, so a restart does not set the clock back and all
 * instances have the same time.
 */
@Component
@ConditionalOnControl
public final class SandboxClock extends Clock {
  private final SandboxState state;
  private final boolean shared;
  private final AtomicReference<State> known;

  SandboxClock(SandboxState state, Database database) {
    this.state = state;
    this.shared = database.isShared();
    this.known = new AtomicReference<>(state.read());
  }

  /** Moves the clock forward. */
  public void advance(Duration by) {
    state.advance(by);
    read();
  }

  /** Sets the clock to real time again. */
  public void reset() {
    state.setToRealTime();
    read();
  }

  /** Reads the state that other instances may have changed. Returns how often the sandbox was reset, by any of them. */
  long refresh() {
    return shared ? readResets() : known.get().resets();
  }

  /** Reads how often the sandbox was reset, by any instance. */
  long readResets() {
    return read().resets();
  }

  /** Two threads may read at the same time, and the one with the older state may store it later. */
  private State read() {
    return known.accumulateAndGet(state.read(), State::newer);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(known.get().ahead());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
