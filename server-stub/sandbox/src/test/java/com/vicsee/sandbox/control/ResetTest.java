package com.vicsee.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class ResetTest {
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat\"}";
  private static final int CALLERS = 4;
  private static final int RESETS = 5;

  private Sandbox sandbox;

  /** Returns what is tested. */
  protected Sandbox sandbox() {
    return Sandbox.shared();
  }

  @BeforeEach
  void take() {
    sandbox = sandbox();
  }

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
  void reset_whileAnUploadIsComing_doesNotWaitForIt() throws IOException {
    URI upload = URI.create(sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":1000000}").data().get("uploadUrl").stringValue());
    String half = "PUT " + upload.getRawPath() + "?" + upload.getRawQuery() + " HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\nx";
    try (Socket caller = new Socket("127.0.0.1", URI.create(sandbox.origin()).getPort())) {
      caller.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));

      sandbox.reset();
    }
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
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
}
