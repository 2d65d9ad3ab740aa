package com.vicsee.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetTest {
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat\"}";
  private static final int CALLERS = 4;
  private static final int RESETS = 5;

  private final Sandbox sandbox = Sandbox.shared();

  /** The clock and the count of resets are one row, so that advancing the clock reads a reset that the caches know of already. */
  @Test
  void advance_afterAReset_leavesTheJournalAlone() {
    sandbox.reset();
    sandbox.get(Sandbox.PRO, "/credits");
    sandbox.advance(Duration.ofSeconds(30));
    sandbox.get(Sandbox.PRO, "/credits");

    assertThat(sandbox.fetch(sandbox.origin() + "/sandbox/requests").json().get("data")).hasSize(2);
  }

  @Test
  void reset_amongRequests_failsNone() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    Callable<Set<Integer>> requests = () -> {
      Set<Integer> seen = new TreeSet<>();
      while (!over.get()) {
        Answer task = sandbox.generate(Sandbox.ENTERPRISE, PICTURE);
        seen.add(task.status());
        if (task.status() == 200) {
          seen.add(sandbox.get(Sandbox.ENTERPRISE, "/tasks/" + task.data().get("id").stringValue()).status());
        }
      }
      return seen;
    };
    try {
      List<Future<Set<Integer>>> seen = IntStream.range(0, CALLERS).mapToObj(i -> callers.submit(requests)).toList();
      for (int i = 0; i < RESETS; i++) {
        sandbox.reset();
        assertThat(sandbox.generated(Sandbox.PRO, PICTURE).get("status").stringValue()).isEqualTo("completed");
      }
      over.set(true);
      for (Future<Set<Integer>> each : seen) {
        assertThat(each.get()).as("done, deleted by a reset, or too many at once").isSubsetOf(200, 404, 429).contains(200);
      }
    } finally {
      callers.shutdownNow();
    }
    sandbox.allEnd();
    sandbox.assertLedgerAgrees();
  }

  @Test
  void start_afterAResetThatWasKilled_completesIt(@TempDir Path folder) throws Exception {
    Sandbox.start("--vicsee.data-dir=" + folder).close();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("vicsee")); Statement statement = connection.createStatement()) {
      statement.execute("set referential_integrity false");
      statement.execute("truncate table users");
    }

    try (Sandbox again = Sandbox.start("--vicsee.data-dir=" + folder)) {
      assertThat(again.generated(Sandbox.PRO, PICTURE).get("status").stringValue()).isEqualTo("completed");
      again.assertLedgerAgrees();
    }
  }
}
