package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.ErrorCode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} in the middle of 200 running generations, and of a stream of submissions. */
class KilledTest {
  private static final int TASKS = 200;
  private static final int CREDITS = 15;
  private static final int OF_ONE_USER = 50;
  private static final Set<String> ENDS = Set.of("completed", "failed");

  @TempDir
  private Path folder;

  private ServerProcess start() {
    // Nothing ends by itself: the clock is advanced when all are at work, and then all want to end at once.
    return ServerProcess.start(new Launch(
        FaultySandbox.class, List.of(), List.of(), List.of("--vicsee.data-dir=" + folder, "--vicsee.sandbox.generation-time=600s")));
  }

  private static String key(int i) {
    return Crowd.keys().get(i / OF_ONE_USER);
  }

  private static boolean fails(int i) {
    return i % 4 == 0;
  }

  private static String body(int i) {
    return "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"Boat " + i + (fails(i) ? " sandbox:fail" : i % 4 != 2 ? " sandbox:no-result" : "") + "\"}";
  }

  private static void advance(ServerProcess server) {
    Answer answer = server.send(HttpRequest.newBuilder(URI.create(server.origin() + "/sandbox/clock"))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"advance\":\"PT11M\"}")));
    assertThat(answer.status()).isEqualTo(200);
  }

  /** Returns those of some tasks that have come to an end, with their end. */
  private static Map<String, JsonNode> ended(ServerProcess server, Map<String, Integer> tasks) {
    Map<String, JsonNode> ended = new HashMap<>();
    tasks.forEach((id, i) -> {
      JsonNode task = server.get(key(i), "/tasks/" + id).data();
      if (ENDS.contains(task.get("status").stringValue())) {
        ended.put(id, task);
      }
    });
    return ended;
  }

  @Test
  void kill9_amidTwoHundredGenerations_endsEachOnceAndKeepsTheBooks() throws Exception {
    Map<String, Integer> accepted = new LinkedHashMap<>();
    Map<String, JsonNode> endedBefore = new HashMap<>();
    String submitter = Crowd.keys().get(Crowd.SIZE - 1);
    AtomicInteger sent = new AtomicInteger();
    Map<Integer, Answer> answered = new HashMap<>();
    try (ServerProcess first = start()) {
      for (int i = 0; i < TASKS; i++) {
        accepted.put(first.post(key(i), "/generate", body(i)).data().get("id").stringValue(), i);
      }
      Eventually.holds("all are at work", () -> accepted.entrySet().stream().allMatch(
          it -> first.get(key(it.getValue()), "/tasks/" + it.getKey()).data().get("status").stringValue().equals("processing")));
      Thread client = new Thread(() -> {
        try {
          for (int i = 0; i < OF_ONE_USER; i++) {
            sent.set(i);
            answered.put(i, first.post(submitter, "/generate", body(1), "Idempotency-Key", "k-" + i));
          }
        } catch (UncheckedIOException e) {
          // It was killed before it answered.
        }
      });
      client.start();
      advance(first);
      Eventually.holds("the first ends", () -> {
        endedBefore.putAll(ended(first, accepted.entrySet().stream().limit(5).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        return !endedBefore.isEmpty();
      });
      first.kill();
      client.join();
    }
    // A copy, so that it is the server that finds its files as the kill has left them.
    Files.copy(folder.resolve("vicsee.mv.db"), folder.resolve("copy.mv.db"));
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("copy"))) {
      books.assertAgree();
      assertThat(books.rows("select id from tasks where user_id like 'crowd-%' and status not in ('COMPLETED', 'FAILED')")).as("it was killed in the middle").isNotEmpty();
      assertThat(books.rows("select id from tasks where user_id like 'crowd-%'")).as("accepted is kept").containsAll(accepted.keySet());
    }

    try (ServerProcess second = start()) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i <= sent.get(); i++) {
        String key = "k-" + i;
        // As a client that repeats what it had no answer for.
        Answer again = Eventually.find("an answer under " + key,
            () -> Optional.of(second.post(submitter, "/generate", body(1), "Idempotency-Key", key)).filter(answer -> answer.status() != 409));
        ids.add(again.data().get("id").stringValue());
        if (answered.containsKey(i)) {
          assertThat(again.bytes()).as("what was answered before is answered again").isEqualTo(answered.get(i).bytes());
        }
      }
      advance(second);
      Map<String, Integer> left = new LinkedHashMap<>(accepted);
      Map<String, JsonNode> ends = new HashMap<>();
      Eventually.holds("the end of all", () -> {
        ends.putAll(ended(second, left));
        left.keySet().removeAll(ends.keySet());
        return left.isEmpty();
      });
      Eventually.holds("the end of the others", () -> {
        ids.removeIf(id -> ENDS.contains(second.get(submitter, "/tasks/" + id).data().get("status").stringValue()));
        return ids.isEmpty();
      });
      accepted.forEach((id, i) -> assertThat(ends.get(id).get("status").stringValue()).as("task %s", i).isEqualTo(fails(i) ? "failed" : "completed"));
      endedBefore.forEach((id, task) -> assertThat(ends.get(id)).as("an end is final").isEqualTo(moved(task, second)));
      for (int user = 0; user < TASKS / OF_ONE_USER; user++) {
        String key = Crowd.keys().get(user);
        long failed = accepted.values().stream().filter(i -> key(i).equals(key) && fails(i)).count();
        assertThat(credits(second, key)).isEqualTo(Crowd.CREDITS - CREDITS * (OF_ONE_USER - failed));
      }
      assertThat(credits(second, submitter)).as("each key is charged once").isEqualTo(Crowd.CREDITS - CREDITS * (sent.get() + 1));
      second.get("sk-unknown", "/credits").refusedWith(401, ErrorCode.Message.INVALID_API_KEY);
    }
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("vicsee"))) {
      books.assertClosed();
      assertThat(books.rows("select id from tasks where user_id like 'crowd-%'")).hasSize(TASKS + sent.get() + 1);
    }
  }

  private static long credits(ServerProcess server, String key) {
    return server.get(key, "/credits").data().get("credits").longValue();
  }

  /** URLs have the host and port under which the server was called. */
  private static JsonNode moved(JsonNode task, ServerProcess server) {
    return new tools.jackson.databind.json.JsonMapper().readTree(task.toString().replaceAll("http://127.0.0.1:\\d+", server.origin()));
  }
}
