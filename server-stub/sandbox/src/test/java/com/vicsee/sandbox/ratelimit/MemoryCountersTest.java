package com.vicsee.sandbox.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import com.vicsee.server.gate.Subject;
import com.vicsee.server.gate.RateLimit;
import com.vicsee.sandbox.testing.Sandbox;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Counters in memory count as those in rows do. */
class MemoryCountersTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private final MemoryCounters counters = new MemoryCounters();

  @Test
  void raise_manyAtOnce_countsEachOnceAndStopsAtTheLimit() {
    List<OptionalLong> raised = Sandbox.atOnce(16, () -> {
      List<OptionalLong> some = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        some.add(counters.raise("a", DAY, 1000));
      }
      return some;
    }).stream().flatMap(List::stream).toList();

    assertThat(raised.stream().filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong).sorted().toArray())
        .isEqualTo(LongStream.rangeClosed(1, 1000).toArray());
    assertThat(counters.used("a", DAY)).isEqualTo(1000);
  }

  @Test
  void raise_aboveALimitThatWasLowered_changesNothing() {
    counters.set("a", DAY, 7);

    assertThat(counters.raise("a", DAY, 5)).isEmpty();
    assertThat(counters.used("a", DAY)).isEqualTo(7);
  }

  @Test
  void raise_onAnotherDay_beginsAgainAndForgetsTheDaysThatAreOver() {
    counters.raise("a", DAY, 5);

    assertThat(counters.raise("a", DAY.plusDays(1), 5)).hasValue(1);
    assertThat(counters.used("a", DAY)).as("yesterday, should a clock be set back").isEqualTo(1);
    assertThat(counters.raise("a", DAY.plusDays(3), 5)).hasValue(1);
    assertThat(counters.used("a", DAY)).isZero();
  }

  @Test
  void clear_always_forgetsAll() {
    counters.raise("a", DAY, 5);
    counters.clear();

    assertThat(counters.used("a", DAY)).isZero();
  }

  @Test
  void release_afterMidnight_goesToTheDayThatCounted() {
    var clock = new java.util.concurrent.atomic.AtomicReference<>(Instant.parse("2026-11-22T23:59:59Z"));
    var quota = new DailyQuota(counters, ((java.time.InstantSource) clock::get).withZone(java.time.ZoneOffset.UTC));
    var subject = new Subject("a", 5);
    quota.count(subject);
    RateLimit counted = quota.count(subject);
    clock.set(Instant.parse("2026-11-23T00:00:01Z"));
    quota.count(subject);

    RateLimit after = quota.release(subject, counted);

    assertThat(after.remaining()).as("of the new day").isEqualTo(4);
    assertThat(counters.used("a", DAY)).isEqualTo(1);
  }
}
