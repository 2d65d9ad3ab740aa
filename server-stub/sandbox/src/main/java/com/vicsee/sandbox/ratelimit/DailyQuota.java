package com.vicsee.sandbox.ratelimit;

import com.vicsee.sandbox.database.Expiring;
import com.vicsee.server.gate.Quota;
import com.vicsee.server.gate.RateLimit;
import com.vicsee.server.gate.Subject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;

/** Counts requests in memory or in the database. Neither threads nor instances together ever exceed a limit by a request. */
@Service
public class DailyQuota implements Expiring, Quota {
  private final Counters counters;
  private final Clock clock;

  DailyQuota(Counters counters, Clock clock) {
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  public RateLimit count(Subject subject) {
    Instant now = clock.instant();
    OptionalLong used = subject.limit() == 0 ? OptionalLong.empty() : counters.raise(subject.name(), day(now), subject.limit());
    return RateLimit.of(subject, used.isPresent(), used.orElse(subject.limit()), now);
  }

  @Override
  public RateLimit read(Subject subject) {
    Instant now = clock.instant();
    return RateLimit.of(subject, true, counters.used(subject.name(), day(now)), now);
  }

  @Override
  public RateLimit release(Subject subject, RateLimit counted) {
    // The day on which it was counted, although it may be over.
    counters.lower(subject.name(), day(counted.reset()).minusDays(1));
    return read(subject);
  }

  /** Uses up the day of a subject. */
  public void exhaust(Subject subject) {
    counters.set(subject.name(), day(clock.instant()), subject.limit());
  }

  /** Clears all counts. */
  public void clear() {
    counters.clear();
  }

  /** The day of that moment stays, as do all after it. */
  @Override
  public int removeRows(Instant before, int most) {
    return counters.deleteBefore(day(before), most);
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
