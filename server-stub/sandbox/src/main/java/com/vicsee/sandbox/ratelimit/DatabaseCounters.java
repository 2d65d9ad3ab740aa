package com.vicsee.sandbox.ratelimit;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts in rows, in SQL that every database understands. One statement raises a row under its limit, so concurrent requests never exceed it. */
class DatabaseCounters implements Counters {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  DatabaseCounters(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(Propagation.REQUIRES_NEW.value());
  }

  @Override
  public OptionalLong raise(String subject, LocalDate day, long limit) {
    OptionalLong used = raiseRow(subject, day, limit);
    if (used.isPresent()) {
      return used;
    }
    return insertFirst(subject, day) ? OptionalLong.of(1) : raiseRow(subject, day, limit);
  }

  @Override
  public void lower(String subject, LocalDate day) {
    transaction.executeWithoutResult(status ->
        jdbc.sql("update quota set used = used - 1 where subject = ? and utc_day = ? and used > 0").params(subject, day).update());
  }

  @Override
  public long used(String subject, LocalDate day) {
    return jdbc.sql("select used from quota where subject = ? and utc_day = ?").params(subject, day).query(Long.class).optional().orElse(0L);
  }

  @Override
  public void set(String subject, LocalDate day, long used) {
    jdbc.sql("delete from quota where subject = ? and utc_day = ?").params(subject, day).update();
    jdbc.sql("insert into quota (subject, utc_day, used) values (?, ?, ?)").params(subject, day, used).update();
  }

  @Override
  public int deleteBefore(LocalDate day, int most) {
    return jdbc.sql(
            "delete from quota where utc_day < ?"
                + " and (subject, utc_day) in (select subject, utc_day from quota where utc_day < ? order by utc_day fetch first ? rows only)")
        .params(day, day, most)
        .update();
  }

  @Override
  public void clear() {
    jdbc.sql("delete from quota").update();
  }

  /** The row stays locked until the transaction ends, so this reads the value just written. */
  private OptionalLong raiseRow(String subject, LocalDate day, long limit) {
    Long used = transaction.execute(status -> raised(subject, day, limit) ? used(subject, day) : null);
    return used == null ? OptionalLong.empty() : OptionalLong.of(used);
  }

  private boolean raised(String subject, LocalDate day, long limit) {
    return jdbc.sql("update quota set used = used + 1 where subject = ? and utc_day = ? and used < ?").params(subject, day, limit).update() == 1;
  }

  /** Returns whether this was the subject's first request of the day. Another thread or instance may have been faster. */
  private boolean insertFirst(String subject, LocalDate day) {
    try {
      Integer inserted = transaction.execute(status -> jdbc.sql(
              """
              insert into quota (subject, utc_day, used)
              select cast(? as varchar(128)), cast(? as date), 1
              where not exists (select 1 from quota where subject = ? and utc_day = ?)
              """)
          .params(subject, day, subject, day)
          .update());
      return inserted != null && inserted == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }
}
