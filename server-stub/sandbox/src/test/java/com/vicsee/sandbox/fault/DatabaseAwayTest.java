package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.Postgres;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that is away for ten seconds, with broken connections, and then for five in which it says nothing. */
class DatabaseAwayTest {
  private static final Duration AWAY = Duration.ofSeconds(10);
  private static final int GENERATIONS = 20;
  private static final List<String> KEYS = Crowd.keys();
  private static final String BODY = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"boat sandbox:no-result sandbox:slow=%ds\"}";
  private static final Set<String> ENDS = Set.of("completed", "failed");

  private static String health(ServerProcess server, String group) {
    return server.send(HttpRequest.newBuilder(URI.create(server.origin() + "/actuator/health/" + group))).json().get("status").stringValue();
  }

  /** What was sent under which idempotency key, and whether it was answered for. */
  private record Sent(String key, String idempotencyKey) {}

  @Test
  void database_awayAndBack_losesNothingAndNeedsNoHand() throws Exception {
    String url = Postgres.newDatabase();
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    List<String> accepted = new ArrayList<>();
    ConcurrentLinkedQueue<Sent> refused = new ConcurrentLinkedQueue<>();
    try (Relay relay = new Relay(port);
        ServerProcess server = ServerProcess.start(new Launch(FaultySandbox.class, List.of(), List.of(),
            List.of("--spring.datasource.url=" + url.replace(":" + port + "/", ":" + relay.port() + "/"))))) {
      for (int round = 0; round < 2; round++) {
        boolean silent = round == 1;
        Duration time = silent ? AWAY.dividedBy(2) : AWAY;
        // Some would end before it is away, some while it is, and some when it is back.
        for (int i = 0; i < GENERATIONS; i++) {
          accepted.add(server.post(KEYS.get(0), "/generate", BODY.formatted(i * time.toSeconds() * 3 / 2 / GENERATIONS)).data().get("id").stringValue());
        }
        assertThat(health(server, "readiness")).isEqualTo("UP");
        if (silent) {
          relay.fallSilent();
        } else {
          relay.cut();
        }
        long back = System.nanoTime() + time.toNanos();
        AtomicBoolean away = new AtomicBoolean(true);
        List<Thread> clients = new ArrayList<>();
        for (int c = 1; c < KEYS.size(); c++) {
          String key = KEYS.get(c);
          String name = "away-" + round + "-" + c;
          clients.add(new Thread(() -> {
            for (int i = 0; away.get(); i++) {
              Sent sent = new Sent(key, name + "-" + i);
              refused.add(sent);
              Answer answer = server.post(key, "/generate", BODY.formatted(0), "Idempotency-Key", sent.idempotencyKey());
              assertDeclared(answer);
              assertDeclared(server.get(key, "/credits"));
            }
          }));
        }
        ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
        clients.forEach(client -> client.setUncaughtExceptionHandler((thread, fault) -> faults.add(fault)));
        clients.forEach(Thread::start);
        Answer refusal = Eventually.find("a refusal",
            () -> java.util.Optional.of(server.get(KEYS.get(0), "/tasks/" + accepted.get(0))).filter(answer -> answer.status() == 500));
        refusal.refusedWith(500, Message.INTERNAL_ERROR);
        Eventually.holds("not ready", () -> health(server, "readiness").equals("DOWN"));
        assertThat(health(server, "liveness")).as("a restart would not help").isEqualTo("UP");
        Eventually.holds("its time", () -> System.nanoTime() > back);

        relay.mend();

        Eventually.holds("ready again", () -> health(server, "readiness").equals("UP"));
        away.set(false);
        for (Thread client : clients) {
          client.join();
        }
        assertThat(faults).isEmpty();
      }

      Set<String> replayed = new java.util.HashSet<>();
      for (Sent sent : refused) {
        // As a client that repeats what it had no answer for, until it has one.
        Answer answer = Eventually.find("an answer at last",
            () -> java.util.Optional.of(server.post(sent.key(), "/generate", BODY.formatted(0), "Idempotency-Key", sent.idempotencyKey()))
                .filter(it -> it.status() == 200));
        String id = answer.data().get("id").stringValue();
        assertThat(replayed.add(id)).as("one task for each key").isTrue();
        Eventually.holds("the end of " + id, () -> ENDS.contains(server.get(sent.key(), "/tasks/" + id).data().get("status").stringValue()));
      }
      for (String id : accepted) {
        Eventually.holds("the end of " + id, () -> ENDS.contains(server.get(KEYS.get(0), "/tasks/" + id).data().get("status").stringValue()));
        assertThat(server.get(KEYS.get(0), "/tasks/" + id).data().get("status").stringValue()).isEqualTo("completed");
      }
      assertThat(server.get(KEYS.get(0), "/credits").data().get("credits").longValue()).isEqualTo(Crowd.CREDITS - 15L * accepted.size());
    }
    try (Books books = Books.open(DriverManager.getConnection(url))) {
      books.assertClosed();
      assertThat(books.rows("select id from tasks where user_id like 'crowd-%'")).hasSize(accepted.size() + refused.size());
    }
  }

  private static void assertDeclared(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isIn(200, 409, 500);
    if (answer.status() == 500) {
      answer.refusedWith(500, Message.INTERNAL_ERROR);
      assertThat(answer.text()).doesNotContain("jdbc").doesNotContain("Hikari").doesNotContain("refused");
    }
    assertThat(answer.header(HeaderNames.X_RATELIMIT_LIMIT)).isNotEmpty();
    assertThat(answer.header(HeaderNames.X_REQUEST_ID)).isNotEmpty();
  }
}
