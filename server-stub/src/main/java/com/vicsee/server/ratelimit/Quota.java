package com.vicsee.server.ratelimit;

import com.vicsee.server.Expiring;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;

/** Counts requests per subject and UTC day. Neither threads nor instances together ever exceed a limit by a request. */
@Service
public class Quota implements Expiring {
  private final Counters counters;
  private final Clock clock;

  Quota(Counters counters, Clock clock) {
    this.counters = counters;
    this.clock = clock;
  }

  /** Counts one request, unless none is left: then nothing changes, and the answer says so. */
  public RateLimit consume(Subject subject) {
    LocalDate day = today();
    if (subject.limit() == 0) {
      return RateLimit.refused(0, reset(day));
    }
    OptionalLong used = counters.raise(subject.name(), day, subject.limit());
    return used.isEmpty()
        ? RateLimit.refused(subject.limit(), reset(day))
        : RateLimit.granted(subject.limit(), subject.limit() - used.getAsLong(), reset(day));
  }

  /** Takes back one request that was counted, and returns where the subject stands then. */
  public RateLimit giveBack(Subject subject) {
    counters.lower(subject.name(), today());
    return peek(subject);
  }

  /** Returns where the subject stands, and counts nothing. */
  public RateLimit peek(Subject subject) {
    LocalDate day = today();
    return RateLimit.granted(subject.limit(), Math.max(0, subject.limit() - counters.used(subject.name(), day)), reset(day));
  }

  /** Returns where a subject stands that has sent no request today, whether it has or not. */
  public RateLimit unused(Subject subject) {
    return RateLimit.granted(subject.limit(), subject.limit(), reset(today()));
  }

  /** Uses up the day of a subject. */
  public void exhaust(Subject subject) {
    counters.set(subject.name(), today(), subject.limit());
  }

  /** Forgets what everybody has used. */
  public void clear() {
    counters.clear();
  }

  /** The day of that moment stays, as do all after it. */
  @Override
  public int removeRows(Instant before, int most) {
    return counters.forgetBefore(day(before), most);
  }

  private LocalDate today() {
    return day(clock.instant());
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static Instant reset(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
