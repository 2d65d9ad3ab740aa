package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.TaskSubmission;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One client, many callers. */
class ConcurrencyTest {

  private static final int CALLS = 200;

  @ParameterizedTest
  @EnumSource
  void client_sharedByManyThreads_givesEachItsOwnAnswer(Face face) throws Exception {
    ExecutorService callers = callers();
    try (TestServer server = echo(); VicSeeClient client = server.client(new FakeTime()).build()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int call = 0; call < CALLS; call++) {
        String prompt = "p" + call;
        answers.add(callers.submit(() -> face.of(client).generations().create(request(prompt)).id()));
      }
      for (int call = 0; call < CALLS; call++) {
        assertThat(answers.get(call).get()).isEqualTo("task_p" + call);
      }
      assertThat(server.requests().stream().map(request -> request.header("Idempotency-Key")).distinct())
          .hasSize(CALLS);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void asyncCalls_fromOneThread_needNoThreadEach() {
    try (TestServer server = echo(); VicSeeClient client = server.client(new FakeTime()).build()) {
      List<CompletableFuture<TaskSubmission>> answers = new ArrayList<>();
      for (int call = 0; call < CALLS; call++) {
        answers.add(client.async().generations().create(request("p" + call)));
      }
      for (int call = 0; call < CALLS; call++) {
        assertThat(answers.get(call).join().id()).isEqualTo("task_p" + call);
      }
    }
  }

  /** Returns a virtual thread for each call, where Java has them (since 21). */
  private static ExecutorService callers() throws ReflectiveOperationException {
    try {
      return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException olderJava) {
      return Executors.newFixedThreadPool(32);
    }
  }

  private static GenerateRequest request(String prompt) {
    return GenerateRequest.builder().model("m").prompt(prompt).build();
  }

  private static TestServer echo() {
    return new TestServer().answering(
        request -> Answer.submitted("task_" + request.text().replaceAll(".*\"prompt\":\"(\\w+)\".*", "$1")));
  }
}
