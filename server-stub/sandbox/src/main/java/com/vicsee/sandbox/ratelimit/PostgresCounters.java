package com.vicsee.sandbox.ratelimit;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts in rows of PostgreSQL, with one statement for a request: the first of a day, any other, and one too many. */
final class PostgresCounters implements Counters {
  private static final String RAISE = """
      insert into quota (subject, utc_day, used) values (?, ?, 1)
      on conflict (subject, utc_day) do update set used = quota.used + 1 where quota.used < ?
      returning used
      """;

  private final JdbcClient jdbc;
  private final DatabaseCounters rows;

  PostgresCounters(JdbcClient jdbc, DatabaseCounters rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  @Override
  public OptionalLong raise(String subject, LocalDate day, long limit) {
    return jdbc.sql(RAISE).params(subject, day, limit).query(Long.class).optional().map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  @Override
  public void lower(String subject, LocalDate day) {
    rows.lower(subject, day);
  }

  @Override
  public long used(String subject, LocalDate day) {
    return rows.used(subject, day);
  }

  @Override
  public void set(String subject, LocalDate day, long used) {
    rows.set(subject, day, used);
  }

  @Override
  public int deleteBefore(LocalDate day, int most) {
    return rows.deleteBefore(day, most);
  }

  @Override
  public void clear() {
    rows.clear();
  }
}
