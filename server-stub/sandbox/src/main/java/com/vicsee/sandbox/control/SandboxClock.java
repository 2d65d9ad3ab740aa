package com.vicsee.sandbox.control;

import com.vicsee.sandbox.control.SandboxState.State;
import com.vicsee.sandbox.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The clock of the sandbox: real time, and what it was advanced by, which is kept in the database. So a restart does not set it back, and all instances have the
 * same time. The other instances are followed by {@link #follow()}.
 */
@Component
@Profile("sandbox")
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
    learn();
  }

  /** Sets the clock to real time again. */
  public void reset() {
    state.setToRealTime();
    learn();
  }

  /** Looks what other instances have done, if there can be any. Tells whether one of them was brought back to its first state. */
  boolean follow() {
    if (!shared) {
      return false;
    }
    long resets = known.get().resets();
    return learn().resets() != resets;
  }

  /** Two may look at the same time, and the one that has seen the older state may be the later to say so. */
  private State learn() {
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
