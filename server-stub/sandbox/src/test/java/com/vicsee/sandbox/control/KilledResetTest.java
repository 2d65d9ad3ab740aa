package com.vicsee.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reset on H2 commits after each table. */
class KilledResetTest {
  @Test
  void start_afterAResetThatWasKilled_completesIt(@TempDir Path folder) throws Exception {
    Sandbox.start("--vicsee.data-dir=" + folder).close();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("vicsee")); Statement statement = connection.createStatement()) {
      statement.execute("set referential_integrity false");
      statement.execute("truncate table users");
    }

    try (Sandbox again = Sandbox.start("--vicsee.data-dir=" + folder)) {
      assertThat(again.generated(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat\"}").get("status").stringValue()).isEqualTo("completed");
      again.assertLedgerAgrees();
    }
  }
}
