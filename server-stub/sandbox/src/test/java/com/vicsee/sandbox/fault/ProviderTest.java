package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import com.vicsee.server.model.TaskFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A provider that hangs, throws, answers twice or answers rubbish, in a server of its own. Its other tasks go on as if nothing were. */
class ProviderTest {
  private static final String KEY = Crowd.keys().get(0);
  private static final Set<String> ENDS = Set.of("completed", "failed");

  @TempDir
  private Path folder;

  private static String body(String prompt) {
    return "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"" + prompt + "\"}";
  }

  private static String submit(ServerProcess server, String prompt) {
    return server.post(KEY, "/generate", body(prompt)).data().get("id").stringValue();
  }

  private static JsonNode end(ServerProcess server, String id) {
    return Eventually.find("the end of " + id,
        () -> Optional.of(server.get(KEY, "/tasks/" + id).data()).filter(task -> ENDS.contains(task.get("status").stringValue())));
  }

  @Test
  void provider_thatHangsForSomeTasks_keepsTheOthersGoing() {
    try (Sandbox sandbox = Sandbox.start(List.of(MisbehavingProvider.Before.class), "--vicsee.provider.timeout=1h")) {
      List<String> hanging = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        hanging.add(sandbox.generate(Sandbox.ENTERPRISE, body("fault:hangs " + i)).data().get("id").stringValue());
      }

      for (int i = 0; i < 10; i++) {
        assertThat(sandbox.generated(Sandbox.ENTERPRISE, body("boat " + i)).get("status").stringValue()).isEqualTo("completed");
      }

      assertThat(hanging).noneMatch(id -> ENDS.contains(sandbox.get(Sandbox.ENTERPRISE, "/tasks/" + id).data().get("status").stringValue()));
    }
  }

  @Test
  void provider_ofEveryBadKind_endsEachTaskOnce() throws Exception {
    Map<String, String> bad = new LinkedHashMap<>();
    long completed = 0;
    try (ServerProcess server = ServerProcess.start(new Launch(FaultySandbox.class, List.of(), List.of(),
        List.of("--vicsee.data-dir=" + folder, "--vicsee.sandbox.generation-time=100ms", "--vicsee.provider.timeout=1s", "--vicsee.jobs.retry=200ms")))) {
      for (int i = 0; i < 3; i++) {
        bad.put(submit(server, "fault:hangs " + i), TaskFailure.PROVIDER_TIMEOUT.code());
        bad.put(submit(server, "fault:hangs-deaf " + i), TaskFailure.PROVIDER_TIMEOUT.code());
      }
      for (String fault : List.of("throws", "dies", "null", "null-outputs", "null-drawing", "huge", "null-failure", "long-failure", "long-title")) {
        bad.put(submit(server, "fault:" + fault), TaskFailure.generic().code());
      }
      bad.put(submit(server, "fault:odd-failure"), "ODD_FAILURE");
      for (String fault : List.of("hangs-once", "throws-twice", "odd-progress", "twice", "bytes")) {
        JsonNode task = end(server, submit(server, "fault:" + fault));
        assertThat(task.get("status").stringValue()).as(fault).isEqualTo("completed");
        assertThat(task.get("result").get("type").stringValue()).isEqualTo("image");
        completed++;
      }

      server.post(KEY, "/generate", body("fault:accept-throws")).refusedWith(500, Message.INTERNAL_ERROR);
      server.post(KEY, "/generate", body("fault:accept-dies")).refusedWith(500, Message.INTERNAL_ERROR);
      List<Answer> hanging = Sandbox.atOnce(70, () -> server.post(KEY, "/generate", body("fault:accept-hangs")));
      assertThat(hanging).allSatisfy(answer -> {
        answer.refusedWith(502, Message.PROVIDER_UNAVAILABLE);
        assertThat(answer.header(HeaderNames.RETRY_AFTER)).isNotEmpty();
      });

      for (Map.Entry<String, String> task : bad.entrySet()) {
        JsonNode ended = end(server, task.getKey());
        assertThat(ended.get("status").stringValue()).isEqualTo("failed");
        assertThat(ended.get("error").get("code").stringValue()).as(ended.toString()).isEqualTo(task.getValue());
        assertThat(ended.get("error").get("key").stringValue()).as(ended.toString()).isEqualTo(TaskFailure.of(task.getValue()).key());
      }
      assertThat(server.get(KEY, "/credits").data().get("credits").longValue()).isEqualTo(Crowd.CREDITS - 15 * completed);
      assertThat(end(server, submit(server, "the last boat")).get("status").stringValue()).as("nothing is worn out").isEqualTo("completed");
    }
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("vicsee")); Stream<Path> files = Files.list(folder.resolve("media/results"))) {
      books.assertClosed();
      assertThat(files.map(file -> file.getFileName().toString())).as("no file of a result that was not kept")
          .containsExactlyInAnyOrderElementsOf(books.rows("select id || '.png' from media where specification is null"));
    }
  }
}
