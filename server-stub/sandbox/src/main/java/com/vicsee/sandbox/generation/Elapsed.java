package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.generation.GenerationProvider.Working;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The progress of a generation that takes a fixed time from the creation of its task. A provider that uses it needs no state. */
public final class Elapsed {
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
  /** A poll that runs while the clock is advanced is not made due earlier, so the next one must not be far. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  /** A task that was created so far in the future was created before the clock was set back. The clocks of two instances differ by less. */
  private static final Duration CLOCK_SET_BACK = Duration.ofMinutes(-1);

  private final Duration passed;

  private Elapsed(Duration passed) {
    this.passed = passed;
  }

  /** Returns the time from the creation of a task until now. */
  public static Elapsed since(Instant createdAt, Instant now) {
    return new Elapsed(Duration.between(createdAt, now));
  }

  /** Returns how far a generation of this length is; empty if its time is over. */
  public Optional<GenerationProvider.Progress> progress(Duration total) {
    if (passed.compareTo(CLOCK_SET_BACK) <= 0 || passed.compareTo(total) >= 0) {
      return Optional.empty();
    }
    long left = total.minus(passed).toMillis();
    long step = Math.max(SHORTEST_WAIT.toMillis(), Math.min(LONGEST_WAIT.toMillis(), total.toMillis() / 20));
    return Optional.of(new Working((int) Math.max(0, passed.toMillis() * 100 / total.toMillis()), Duration.ofMillis(Math.min(left, step))));
  }
}
