package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.HeaderNames;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to end while callers keep their connections busy: what it carries out it answers, and the jobs are there when it comes back. */
class ShutdownTest {
  private static final int CLIENTS = 12;
  private static final String BODY = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"boat sandbox:no-result\"}";

  @TempDir
  private Path folder;

  private ServerProcess start() {
    return ServerProcess.start(new Launch(FaultySandbox.class, List.of(), List.of(), List.of("--vicsee.data-dir=" + folder, "--vicsee.sandbox.generation-time=2s")));
  }

  private static String key(String idempotencyKey) {
    return Crowd.keys().get(Integer.parseInt(idempotencyKey.substring(0, idempotencyKey.indexOf('-'))) % Crowd.SIZE);
  }

  @Test
  void terminate_underLoad_cutsNoRequestThatWasCarriedOut() throws Exception {
    Map<String, Answer> answered = new ConcurrentHashMap<>();
    Set<String> unanswered = ConcurrentHashMap.newKeySet();
    ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    List<Thread> clients = new ArrayList<>();
    try (ServerProcess first = start()) {
      for (int c = 0; c < CLIENTS; c++) {
        int client = c;
        Thread thread = new Thread(() -> {
          for (int i = 0; ; i++) {
            String id = client + "-" + i;
            try {
              Answer answer = first.post(key(id), "/generate", BODY, "Idempotency-Key", id);
              answered.put(id, answer);
              assertThat(answer.status()).as(answer.toString()).isIn(200, 429);
              assertThat(first.get(key(id), "/credits").status()).isEqualTo(200);
            } catch (UncheckedIOException e) {
              if (!answered.containsKey(id)) {
                unanswered.add(id);
              }
              return;
            }
          }
        });
        thread.setUncaughtExceptionHandler((died, fault) -> faults.add(fault));
        thread.start();
        clients.add(thread);
      }
      Eventually.holds("some load", () -> answered.size() > 100);
      first.terminate();
      for (Thread client : clients) {
        client.join();
      }
      Eventually.holds("the end of the process", () -> !first.isAlive());
    }
    assertThat(faults).isEmpty();

    Set<String> ids = new HashSet<>();
    try (ServerProcess second = start()) {
      for (String key : unanswered) {
        Answer again = Eventually.find("an answer for " + key,
            () -> java.util.Optional.of(second.post(key(key), "/generate", BODY, "Idempotency-Key", key)).filter(it -> it.status() == 200));
        assertThat(again.header(HeaderNames.IDEMPOTENCY_REPLAYED)).as("had not been carried out: %s", key).isEmpty();
        ids.add(again.data().get("id").stringValue());
      }
      answered.forEach((key, answer) -> {
        if (answer.status() == 200) {
          assertThat(ids.add(answer.data().get("id").stringValue())).isTrue();
        }
      });
      Eventually.holds("the end of all", () -> answered.entrySet().stream().filter(it -> it.getValue().status() == 200)
          .allMatch(it -> second.get(key(it.getKey()), "/tasks/" + it.getValue().data().get("id").stringValue()).data().get("status").stringValue().equals("completed")));
    }
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("vicsee"))) {
      books.assertAgree();
      assertThat(books.rows("select id from tasks where user_id like 'crowd-%'")).hasSize(ids.size()).containsExactlyInAnyOrderElementsOf(ids);
    }
  }
}
