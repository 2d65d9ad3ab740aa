package com.vicsee.server.ratelimit;

import com.vicsee.server.cluster.Outage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Counts requests per subject and UTC day. Neither threads nor instances together ever exceed a limit by a request. */
@Service
public class Quota {
  private final Counters counters;
  private final Clock clock;
  private final Outage outage;

  Quota(Counters counters, Clock clock, Outage outage) {
    this.counters = counters;
    this.clock = clock;
    this.outage = outage;
  }

  /** Counts one request, unless none is left: then nothing changes, and the answer says so. */
  public RateLimit consume(Subject subject) {
    LocalDate day = today();
    if (subject.limit() == 0) {
      return RateLimit.refused(0, reset(day));
    }
    try {
      OptionalLong used = counters.raise(subject.name(), day, subject.limit());
      return used.isEmpty()
          ? RateLimit.refused(subject.limit(), reset(day))
          : RateLimit.granted(subject.limit(), subject.limit() - used.getAsLong(), reset(day));
    } catch (DataAccessException | TransactionException e) {
      outage.note();
      throw e;
    }
  }

  /**
   * Returns where the subject stands, and counts nothing. It never fails, because errors are answered with it too: while the database is away, nothing is known
   * to be used.
   */
  public RateLimit peek(Subject subject) {
    LocalDate day = today();
    return RateLimit.granted(subject.limit(), Math.max(0, subject.limit() - used(subject, day)), reset(day));
  }

  /** Uses up the day of a subject. */
  public void exhaust(Subject subject) {
    counters.set(subject.name(), today(), subject.limit());
  }

  /** Forgets what everybody has used. */
  public void clear() {
    counters.clear();
  }

  private long used(Subject subject, LocalDate day) {
    if (subject.limit() == 0 || outage.isRecent()) {
      return 0;
    }
    try {
      return counters.used(subject.name(), day);
    } catch (DataAccessException e) {
      outage.note();
      return 0;
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Instant reset(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
