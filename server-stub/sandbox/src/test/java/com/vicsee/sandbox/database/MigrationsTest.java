package com.vicsee.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.SandboxApplication;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A temporary database gets its tables from the scripts, one that stays from Flyway. */
class MigrationsTest {
  private static final String COLUMNS = "select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable from information_schema.columns"
      + " where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history' order by 1";
  private static final String INDEXES = "select table_name || '.' || column_name || ' ' || ordinal_position from information_schema.index_columns"
      + " where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history' order by 1";

  @TempDir
  private Path folder;

  private static List<String> schema(Sandbox sandbox) {
    return List.of(COLUMNS, INDEXES).stream().flatMap(sql -> sandbox.sql().sql(sql).query(String.class).stream()).toList();
  }

  @Test
  void schema_ofATemporaryDatabase_isThatOfTheMigrations() {
    try (Sandbox migrated = Sandbox.start("--vicsee.data-dir=" + folder)) {
      assertThat(schema(Sandbox.shared())).isNotEmpty().isEqualTo(schema(migrated));
    }
  }

  @Test
  void start_withTablesOfAnotherVersion_saysWhatToDo() throws IOException {
    try (Sandbox before = Sandbox.start("--vicsee.data-dir=" + folder)) {
      before.sql().sql("update \"flyway_schema_history\" set \"checksum\" = 1").update();
    }

    assertThat(ServerProcess.outputOfFailedStart(new Launch(SandboxApplication.class, List.of(), List.of(), List.of("--vicsee.data-dir=" + folder))))
        .contains("Another version of the sandbox made the tables in " + folder).doesNotContain("\tat ", "checksum mismatch");
  }
}
