package com.vicsee.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class CompactionTest {
  private static final int ROWS = 1000;

  @TempDir
  private Path folder;

  private final JdbcDataSource database = new JdbcDataSource();
  private final JdbcClient jdbc = JdbcClient.create(database);

  @BeforeEach
  void fill() {
    database.setUrl("jdbc:h2:file:" + folder.resolve("data") + ";WRITE_DELAY=0;RETENTION_TIME=0;DB_CLOSE_DELAY=-1");
    jdbc.sql("create table fates (id uuid primary key, fate varchar(1000))").update();
    for (int i = 0; i < ROWS; i++) {
      jdbc.sql("insert into fates values (?, ?)").params(new UUID(i * 0x9E3779B97F4A7C15L, i), "x".repeat(1000)).update();
    }
  }

  @Test
  void run_rowsEachInAChunkOfItsOwn_gathersThem() {
    long before = chunks();

    compact();

    assertThat(chunks()).isLessThan(before / 4);
  }

  @Test
  void run_rowsEachInAChunkOfItsOwn_losesNone() {
    compact();
    jdbc.sql("shutdown immediately").update();

    assertThat(jdbc.sql("select count(distinct fate || id) from fates").query(Integer.class).single()).isEqualTo(ROWS);
  }

  private void compact() {
    // By itself it would run where the database is known to be on disk.
    Compaction compaction = new Compaction(Database.IN_MEMORY, database);
    for (int i = 0; i < 20; i++) {
      compaction.run();
    }
  }

  private long chunks() {
    return jdbc.sql("select setting_value from information_schema.settings where setting_name = 'info.CHUNK_COUNT'").query(Long.class).single();
  }
}
