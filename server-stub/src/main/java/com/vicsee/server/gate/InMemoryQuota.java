package com.vicsee.server.gate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** A quota for a server of one instance. The counts are lost when the process ends. */
public final class InMemoryQuota implements Quota {
  private final Map<String, Long> used = new HashMap<>();
  private final Clock clock;
  private LocalDate day = LocalDate.EPOCH;

  /** Makes a quota whose days are those of a clock, in UTC. */
  public InMemoryQuota(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized RateLimit count(Subject subject) {
    boolean granted = read(subject).remaining() > 0;
    if (granted) {
      used.merge(subject.name(), 1L, Long::sum);
    }
    return state(subject, granted);
  }

  @Override
  public synchronized RateLimit read(Subject subject) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(day)) {
      used.clear();
      day = today;
    }
    return state(subject, true);
  }

  @Override
  public synchronized RateLimit release(Subject subject, RateLimit counted) {
    RateLimit now = read(subject);
    if (!now.reset().equals(counted.reset())) {
      return now;
    }
    used.computeIfPresent(subject.name(), (name, count) -> Math.max(0, count - 1));
    return read(subject);
  }

  private RateLimit state(Subject subject, boolean granted) {
    Instant now = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return RateLimit.of(subject, granted, used.getOrDefault(subject.name(), 0L), now);
  }
}
