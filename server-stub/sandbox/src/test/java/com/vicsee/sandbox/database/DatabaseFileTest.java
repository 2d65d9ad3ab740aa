package com.vicsee.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseFileTest {
  private static final int ROWS = 1000;

  @TempDir
  private Path folder;

  private final HikariDataSource pool = new HikariDataSource();
  private final JdbcClient jdbc = JdbcClient.create(pool);
  private final DatabaseFile file = new DatabaseFile(pool);

  @BeforeEach
  void fill() {
    pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("data") + ";WRITE_DELAY=0;RETENTION_TIME=0");
    jdbc.sql("create table fates (id uuid primary key, fate varchar(1000))").update();
    for (int i = 0; i < ROWS; i++) {
      jdbc.sql("insert into fates values (?, ?)").params(new UUID(i * 0x9E3779B97F4A7C15L, i), "x".repeat(1000)).update();
    }
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void run_rowsEachInAChunkOfItsOwn_gathersThem() {
    long before = chunks();

    runOften();

    assertThat(chunks()).isLessThan(before / 4);
  }

  @Test
  void run_rowsEachInAChunkOfItsOwn_losesNone() {
    runOften();
    pool.close();

    JdbcDataSource again = new JdbcDataSource();
    again.setUrl(pool.getJdbcUrl());
    assertThat(JdbcClient.create(again).sql("select count(distinct fate || id) from fates").query(Integer.class).single()).isEqualTo(ROWS);
  }

  @Test
  void run_fileThatWasClosed_isOpenedAgain() {
    jdbc.sql("shutdown immediately").update();

    runOften();

    assertThat(jdbc.sql("select count(*) from fates").query(Integer.class).single()).isEqualTo(ROWS);
  }

  private void runOften() {
    for (int i = 0; i < 20; i++) {
      file.run();
    }
  }

  private long chunks() {
    return jdbc.sql("select setting_value from information_schema.settings where setting_name = 'info.CHUNK_COUNT'").query(Long.class).single();
  }
}
