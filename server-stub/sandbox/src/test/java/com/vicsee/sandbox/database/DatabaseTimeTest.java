package com.vicsee.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The time is the database's, and between two looks at it goes on by a counter. */
class DatabaseTimeTest {
  private final AtomicLong nanos = new AtomicLong();
  private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:"));
  private final DatabaseTime time = new DatabaseTime(jdbc, nanos::get);

  @Test
  void now_atFirst_isTheTimeOfTheDatabase() {
    assertThat(Duration.between(time.now(), Instant.now(java.time.Clock.systemUTC()))).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void now_betweenTwoLooks_goesOnByTheCounter() {
    Instant before = time.now();
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void now_aMinuteLater_isReadAgain() {
    Instant before = time.now();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(Duration.between(before, time.now())).as("the database's clock has not moved by two minutes").isLessThan(Duration.ofMinutes(2));
  }
}
