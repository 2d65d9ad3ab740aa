package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobClockTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
  private final AtomicLong nanos = new AtomicLong();
  private final JobClock clock = new JobClock(wall::get, nanos::get);

  private void pass(Duration time) {
    wall.updateAndGet(before -> before.plus(time));
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void now_setBack_goesOn() {
    pass(Duration.ofSeconds(5));
    wall.set(NOON.minus(Duration.ofHours(1)));
    pass(Duration.ofSeconds(5));

    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(10));
  }

  @Test
  void now_setForward_follows() {
    wall.set(NOON.plus(Duration.ofHours(1)));
    pass(Duration.ofSeconds(5));

    assertThat(clock.now()).isEqualTo(NOON.plus(Duration.ofHours(1)).plusSeconds(5));
  }
}
