package com.vicsee.server.ratelimit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Counts requests per subject and UTC day. The counter is a row of the database, raised under its limit in one statement, so that neither threads nor
 * instances together ever exceed it by a request.
 */
@Repository
public class Quota {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Quota(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(Propagation.REQUIRES_NEW.value());
    this.clock = clock;
  }

  /** Counts one request, unless none is left: then nothing changes, and the answer says so. */
  public RateLimit consume(Subject subject) {
    LocalDate day = today();
    if (subject.limit() == 0) {
      return RateLimit.refused(0, reset(day));
    }
    Long used = transaction.execute(status -> raise(subject, day) ? used(subject, day) : -1L);
    if (used != null && used < 0 && insertFirst(subject, day)) {
      used = 1L;
    } else if (used != null && used < 0) {
      used = transaction.execute(status -> raise(subject, day) ? used(subject, day) : -1L);
    }
    return used == null || used < 0
        ? RateLimit.refused(subject.limit(), reset(day))
        : RateLimit.granted(subject.limit(), subject.limit() - used, reset(day));
  }

  /** Returns where the subject stands, and counts nothing. */
  public RateLimit peek(Subject subject) {
    LocalDate day = today();
    long left = Math.max(0, subject.limit() - used(subject, day));
    return RateLimit.granted(subject.limit(), left, reset(day));
  }

  /** Returns where a subject stands that has sent no request today, whether it has or not. */
  public RateLimit unused(Subject subject) {
    return RateLimit.granted(subject.limit(), subject.limit(), reset(today()));
  }

  /** Uses up the day of a subject. */
  public void exhaust(Subject subject) {
    jdbc.sql("delete from quota where subject = ? and utc_day = ?").params(subject.name(), today()).update();
    jdbc.sql("insert into quota (subject, utc_day, used) values (?, ?, ?)").params(subject.name(), today(), subject.limit()).update();
  }

  private boolean raise(Subject subject, LocalDate day) {
    return jdbc.sql("update quota set used = used + 1 where subject = ? and utc_day = ? and used < ?")
            .params(subject.name(), day, subject.limit())
            .update()
        == 1;
  }

  /** Tells whether this was the subject's first request of the day. Another thread or instance may have been faster. */
  private boolean insertFirst(Subject subject, LocalDate day) {
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status ->
                  jdbc.sql(
                              """
                              insert into quota (subject, utc_day, used)
                              select cast(? as varchar(128)), cast(? as date), 1
                              where not exists (select 1 from quota where subject = ? and utc_day = ?)
                              """)
                          .params(subject.name(), day, subject.name(), day)
                          .update()
                      == 1));
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  private long used(Subject subject, LocalDate day) {
    return jdbc.sql("select used from quota where subject = ? and utc_day = ?")
        .params(subject.name(), day)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Instant reset(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
