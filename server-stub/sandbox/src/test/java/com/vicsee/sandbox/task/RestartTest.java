package com.vicsee.sandbox.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** With a data folder, nothing that was answered for is lost, whether the process was asked to end or was killed. */
class RestartTest {
  private static final String KEY = "sk-sandbox-enterprise";
  private static final int TASKS = 40;

  @TempDir
  private Path folder;

  private ServerProcess start() {
    return ServerProcess.start(List.of(), "--vicsee.data-dir=" + folder, "--vicsee.sandbox.generation-time=600ms");
  }

  private static String body(int i) {
    String prompt = "Boat " + i + (i % 3 == 0 ? " sandbox:fail" : "") + (i > TASKS - 15 ? " sandbox:slow=10s" : "");
    return "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"" + prompt + "\"}";
  }

  @Test
  void kill9_amidGenerations_losesNoTaskAndNoCredit() throws Exception {
    Map<String, Boolean> accepted = new LinkedHashMap<>();
    Answer replayable;
    JsonNode upload;
    try (ServerProcess first = start()) {
      replayable = first.post(KEY, "/generate", body(1), "Idempotency-Key", "k");
      accepted.put(replayable.data().get("id").stringValue(), false);
      for (int i = 2; i <= TASKS; i++) {
        accepted.put(first.post(KEY, "/generate", body(i)).data().get("id").stringValue(), i % 3 == 0);
      }
      upload = first.post(KEY, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4}").data();
      Eventually.holds("the first end",
          () -> accepted.keySet().stream().limit(10).anyMatch(id -> ended(first.get(KEY, "/tasks/" + id).data())));
      assertThat(accepted.keySet().stream().skip(TASKS - 8).filter(id -> !ended(first.get(KEY, "/tasks/" + id).data())))
          .as("some are under way when it is killed").isNotEmpty();
      first.kill();
    }
    try (ServerProcess second = start()) {
      // Once more, in the middle of taking up the jobs again.
      Eventually.holds("work is taken up again",
          () -> accepted.keySet().stream().filter(id -> ended(second.get(KEY, "/tasks/" + id).data())).count() >= 20);
      // An answer that was given is kept, however soon the end comes after it.
      accepted.put(second.post(KEY, "/generate", body(TASKS + 1)).data().get("id").stringValue(), (TASKS + 1) % 3 == 0);
      second.kill();
    }
    try (ServerProcess third = start()) {
      long begin = System.nanoTime();
      accepted.forEach((id, fails) -> {
        JsonNode task = Eventually.find("the end of " + id,
            () -> java.util.Optional.of(third.get(KEY, "/tasks/" + id).data()).filter(RestartTest::ended));
        assertThat(task.get("status").stringValue()).isEqualTo(fails ? "failed" : "completed");
        if (!fails) {
          assertThat(third.send(HttpRequest.newBuilder(URI.create(moved(task.get("result").get("url").stringValue(), third)))).bytes())
              .startsWith(0x89, 'P', 'N', 'G');
        }
      });
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("dead jobs are taken up soon").isLessThan(Duration.ofMinutes(2));

      long kept = accepted.values().stream().filter(fails -> !fails).count();
      assertThat(third.get(KEY, "/credits").data().get("credits").longValue()).isEqualTo(1_000_000 - 15 * kept);
      assertThat(third.get("sk-sandbox-pro", "/credits").data().get("credits").longValue()).as("others are as they were").isEqualTo(5000);

      Answer again = third.post(KEY, "/generate", body(1), "Idempotency-Key", "k");
      assertThat(again.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEqualTo("true");
      assertThat(again.bytes()).isEqualTo(replayable.bytes());

      Answer put = third.send(HttpRequest.newBuilder(URI.create(moved(upload.get("uploadUrl").stringValue(), third)))
          .header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(new byte[4])));
      assertThat(put.status()).as("the signature is still good").isEqualTo(200);
    }
    assertLedgerAgrees();
  }

  /** URLs have the host and port under which the server was called when they were made. */
  private static String moved(String url, ServerProcess server) {
    return url.replaceFirst("http://127.0.0.1:\\d+", server.origin());
  }

  private static boolean ended(JsonNode task) {
    return List.of("completed", "failed").contains(task.get("status").stringValue());
  }

  private void assertLedgerAgrees() throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("vicsee"), "", "")) {
      assertThat(rows(database, "select a.user_id from accounts a where a.balance < 0"
          + " or a.balance <> (select sum(amount) from ledger l where l.user_id = a.user_id)")).isEmpty();
      assertThat(rows(database, "select count(*) from tasks where user_id = 'sandbox-enterprise'")).containsExactly(Integer.toString(TASKS + 1));
      assertThat(rows(database, "select count(*) from generation_jobs")).as("jobs that are left").containsExactly("0");
      assertThat(rows(database, "select task_id from ledger where user_id = 'sandbox-enterprise' and kind in ('SETTLE', 'REFUND')"))
          .as("each is booked once").hasSize(TASKS + 1).doesNotHaveDuplicates();
    }
  }

  private static List<String> rows(Connection database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = database.createStatement(); ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
