package com.vicsee.sandbox.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.Postgres;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.server.model.HeaderNames;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Of three instances one is killed: what it had taken the others bring to its end. */
class KilledInstanceTest {
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"%s\"}";

  @Test
  void kill9_underLoad_losesNoTaskAndNoCredit() {
    String database = Postgres.option(Postgres.newDatabase());
    try (Sandbox first = Sandbox.start(database);
        Sandbox second = Sandbox.start(database);
        ServerProcess third = ServerProcess.start(List.of(), database, "--vicsee.sandbox.generation-time=2s")) {
      Queue<Answer> answers = new ConcurrentLinkedQueue<>();
      var load = CompletableFuture.runAsync(() -> Sandbox.atOnce(9, () -> {
        for (int i = 0; i < 15; i++) {
          answers.add(first.generate(Sandbox.ENTERPRISE, IMAGE.formatted(i % 3 == 0 ? "sandbox:fail" : "A boat")));
        }
        return true;
      }));
      var doomed = CompletableFuture.runAsync(() -> Sandbox.atOnce(9, () -> {
        try {
          for (int i = 0; i < 100; i++) {
            answers.add(third.post(Sandbox.ENTERPRISE, "/generate", IMAGE.formatted("A ship sandbox:slow=2s")));
          }
        } catch (java.io.UncheckedIOException e) {
          // It was killed, and what it had not answered counts for nothing here.
        }
        return true;
      }));
      Eventually.holds("twenty accepted", () -> answers.stream().filter(it -> it.status() == 200).count() >= 20);
      third.kill();
      load.join();
      doomed.join();

      second.allEnd();

      assertThat(answers).allSatisfy(it -> assertThat(it.status()).as(it.text()).isIn(200, 429));
      List<String> accepted = answers.stream().filter(it -> it.status() == 200).map(it -> it.data().get("id").stringValue()).toList();
      assertThat(second.sql().sql("select id from tasks where user_id = 'sandbox-enterprise' and status in ('COMPLETED', 'FAILED')")
          .query(String.class).list()).containsAll(accepted);
      long kept = second.sql().sql("select count(*) from tasks where user_id = 'sandbox-enterprise' and status = 'COMPLETED'").query(Long.class).single();
      assertThat(first.credits(Sandbox.ENTERPRISE)).isEqualTo(1_000_000 - 15 * kept);
      second.assertLedgerAgrees();
      Eventually.holds("no job is left",
          () -> second.sql().sql("select count(*) from generation_jobs").query(Long.class).single() == 0);
    }
  }

  @Test
  void kill9_whileAKeyIsInFlight_letsItBeUsedSoonAndOnce() throws Exception {
    String url = Postgres.newDatabase();
    String database = Postgres.option(url);
    try (Sandbox other = Sandbox.start(database);
        ServerProcess doomed = ServerProcess.start(List.of(), database)) {
      try (Connection holder = DriverManager.getConnection(url); var statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        statement.execute("select balance from accounts where user_id = 'sandbox-pro' for update");
        CompletableFuture.runAsync(() -> doomed.post(Sandbox.PRO, "/generate", IMAGE.formatted("A boat"), "Idempotency-Key", "k"));
        Eventually.holds("the claim", () -> other.sql()
            .sql("select count(*) from idempotency where idempotency_key = 'k'").query(Long.class).single() == 1);
        doomed.kill();
        holder.rollback();
      }

      Answer answer = Eventually.find("the key to be free", () -> java.util.Optional
          .of(other.generate(Sandbox.PRO, IMAGE.formatted("A boat"), "Idempotency-Key", "k")).filter(it -> it.status() == 200));

      assertThat(answer.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEmpty();
      assertThat(other.generate(Sandbox.PRO, IMAGE.formatted("A boat"), "Idempotency-Key", "k").bytes()).isEqualTo(answer.bytes());
      assertThat(other.credits(Sandbox.PRO)).isEqualTo(4985);
      other.assertLedgerAgrees();
    }
  }
}
