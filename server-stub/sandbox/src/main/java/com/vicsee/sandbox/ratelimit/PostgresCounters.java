package com.vicsee.sandbox.ratelimit;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Counts in rows of PostgreSQL, with one statement for a request: the first of a day, any other, and one too many. */
final class PostgresCounters extends DatabaseCounters {
  private static final String RAISE = """
      insert into quota (subject, utc_day, used) values (?, ?, 1)
      on conflict (subject, utc_day) do update set used = quota.used + 1 where quota.used < ?
      returning used
      """;

  private final JdbcClient jdbc;

  PostgresCounters(JdbcClient jdbc, PlatformTransactionManager transactions) {
    super(jdbc, transactions);
    this.jdbc = jdbc;
  }

  @Override
  public OptionalLong raise(String subject, LocalDate day, long limit) {
    return jdbc.sql(RAISE).params(subject, day, limit).query(Long.class).optional().map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
