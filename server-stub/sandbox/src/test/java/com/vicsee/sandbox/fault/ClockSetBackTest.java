package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The clock of a running server is set back by a day and more, and right again. */
class ClockSetBackTest {
  private static final String KEY = Crowd.keys().get(0);
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"boat sandbox:no-result%s\"}";

  @TempDir
  private Path folder;

  private void setBack(Duration by) throws Exception {
    Path draft = Files.writeString(folder.resolve("draft"), by.negated().toString());
    Files.move(draft, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static JsonNode end(ServerProcess server, String id) {
    return Eventually.find("the end of " + id, () -> Optional.of(server.get(KEY, "/tasks/" + id).data())
        .filter(task -> Set.of("completed", "failed").contains(task.get("status").stringValue())));
  }

  private static String submit(ServerProcess server, String more) {
    return server.post(KEY, "/generate", PICTURE.formatted(more)).data().get("id").stringValue();
  }

  private static int progress(ServerProcess server, String id) {
    return server.get(KEY, "/tasks/" + id).data().get("progress").intValue();
  }

  @Test
  void clock_setBackByADay_turnsNothingBack() throws Exception {
    try (ServerProcess server = ServerProcess.start(new Launch(FaultySandbox.class, List.of(), List.of(),
        List.of("--fault.clock=" + folder.resolve("clock"), "--vicsee.data-dir=" + folder.resolve("data"))))) {
      String done = submit(server, "");
      JsonNode before = end(server, done);
      Answer first = server.post(KEY, "/generate", PICTURE.formatted(""), "Idempotency-Key", "k");
      JsonNode upload = server.post(KEY, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4}").data();
      String under = submit(server, " sandbox:slow=3600s");
      Eventually.holds("it is at work", () -> server.get(KEY, "/tasks/" + under).data().get("status").stringValue().equals("processing"));
      int progress = progress(server, under);

      setBack(Duration.ofHours(26));

      assertThat(server.get(KEY, "/tasks/" + done).data()).as("an end is final").isEqualTo(before);
      assertThat(progress(server, under)).isGreaterThanOrEqualTo(progress);
      JsonNode later = end(server, submit(server, ""));
      assertThat(Instant.parse(later.get("completedAt").stringValue())).isAfterOrEqualTo(Instant.parse(later.get("createdAt").stringValue()));
      JsonNode ended = end(server, under);
      assertThat(Instant.parse(ended.get("completedAt").stringValue())).as("not before it began").isAfterOrEqualTo(Instant.parse(ended.get("createdAt").stringValue()));
      Answer again = server.post(KEY, "/generate", PICTURE.formatted(""), "Idempotency-Key", "k");
      assertThat(again.bytes()).as("a key stays used").isEqualTo(first.bytes());
      Answer put = server.send(HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").stringValue())).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(new byte[4])));
      assertThat(put.status()).isEqualTo(200);
      Answer busy = server.post("sk-sandbox-busy", "/generate", PICTURE.formatted("")).refusedWith(429, Message.CONCURRENT_LIMIT_EXCEEDED);
      assertThat(Long.parseLong(busy.header(HeaderNames.RETRY_AFTER))).isPositive();
      Answer counted = server.get("sk-sandbox-exhausted", "/credits");
      assertThat(Instant.parse(counted.header(HeaderNames.X_RATELIMIT_RESET))).as("the next midnight of that clock").isBefore(Instant.now());
      assertThat(counted.remaining()).isNotNegative();
      Answer exhausted = Eventually.find("the day is used up", () -> Optional.of(server.get("sk-sandbox-starter", "/credits")).filter(answer -> answer.status() == 429));
      assertThat(Long.parseLong(exhausted.header(HeaderNames.RETRY_AFTER))).isBetween(1L, 86_400L);

      setBack(Duration.ZERO);

      assertThat(end(server, submit(server, "")).get("status").stringValue()).isEqualTo("completed");
      Answer today = server.get("sk-sandbox-starter", "/credits");
      assertThat(today.status()).as("another day, another count").isEqualTo(200);
      server.get("sk-sandbox-exhausted", "/credits").refusedWith(429, Message.RATE_LIMIT_EXCEEDED);
    }
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("data/vicsee"))) {
      books.assertClosed();
    }
  }
}
