package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class JobClockTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
  private final AtomicLong nanos = new AtomicLong();
  private final JobClock clock = new JobClock(wall::get, Duration.ZERO, nanos::get);

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

  @Test
  void now_betweenTwoReadings_goesOnByTheCounter() {
    JobClock seldom = new JobClock(wall::get, Duration.ofMinutes(1), nanos::get);
    wall.set(NOON.plus(Duration.ofHours(1)));
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThat(seldom.now()).isEqualTo(NOON.plusSeconds(30));
  }

  @Test
  void now_afterTheInterval_isReadAgain() {
    JobClock seldom = new JobClock(wall::get, Duration.ofMinutes(1), nanos::get);
    wall.set(NOON.plus(Duration.ofHours(1)));
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(seldom.now()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void now_whileTheDatabaseIsAway_goesOn() {
    AtomicBoolean away = new AtomicBoolean();
    JobClock remote = new JobClock(() -> {
      if (away.get()) {
        throw new DataAccessResourceFailureException("away");
      }
      return wall.get();
    }, Duration.ZERO, nanos::get);
    away.set(true);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(remote.now()).isEqualTo(NOON.plus(Duration.ofMinutes(2)));
  }
}
