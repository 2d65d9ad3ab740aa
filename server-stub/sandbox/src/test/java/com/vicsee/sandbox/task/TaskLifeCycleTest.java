package com.vicsee.sandbox.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A task goes {@code pending → queued → processing → completed | failed}, and never back. */
public class TaskLifeCycleTest {
  private static final List<String> ORDER = List.of("pending", "queued", "processing", "completed", "failed");
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"%s\"}";

  private Sandbox sandbox;

  /** Returns what is tested. */
  protected Sandbox sandbox() {
    return Sandbox.shared();
  }

  @BeforeEach
  void reset() {
    sandbox = sandbox();
    sandbox.reset();
  }

  private String submit(String prompt) {
    return sandbox.generate(Sandbox.PRO, IMAGE.formatted(prompt)).data().get("id").stringValue();
  }

  private JsonNode read(String id) {
    return sandbox.get(Sandbox.PRO, "/tasks/" + id).data();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A boat sandbox:slow=1s", "sandbox:fail sandbox:slow=1s"})
  void task_watchedToItsEnd_neverGoesBack(String prompt) {
    String id = submit(prompt);
    List<JsonNode> seen = new ArrayList<>();

    Eventually.holds("the end", () -> {
      JsonNode task = read(id);
      seen.add(task);
      assertThat(seen.size()).as("polls within the quota").isLessThan(490);
      return ORDER.indexOf(task.get("status").stringValue()) >= 3;
    });

    assertThat(seen).extracting(it -> Math.min(3, ORDER.indexOf(it.get("status").stringValue()))).isSorted();
    assertThat(seen).extracting(it -> it.get("progress").intValue()).isSorted();
    assertThat(seen).extracting(it -> it.get("status").stringValue()).contains("processing");
    assertThat(seen).allSatisfy(it -> {
      boolean ended = ORDER.indexOf(it.get("status").stringValue()) >= 3;
      assertThat(it.get("completedAt").isNull()).isEqualTo(!ended);
      assertThat(it.get("result").isNull()).isEqualTo(!it.get("status").stringValue().equals("completed"));
      assertThat(it.get("error").isNull()).isEqualTo(!it.get("status").stringValue().equals("failed"));
    });
  }

  @Test
  void store_oldChangesAfterNewOnes_areIgnored() {
    String id = submit("A boat sandbox:slow=3600s");
    TaskStore store = sandbox.context().getBean(TaskStore.class);
    Eventually.holds("processing", () -> sandbox.status(id).equals("PROCESSING"));

    store.process(Map.of(id, 50));
    store.queue(List.of(id));
    store.process(Map.of(id, 20));
    assertThat(read(id).get("status").stringValue() + " " + read(id).get("progress").intValue()).isEqualTo("processing 50");

    assertThat(store.complete(Map.of(id, sandbox.now()))).containsExactly(id);
    assertThat(store.complete(Map.of(id, sandbox.now()))).isEmpty();
    assertThat(store.fail(id, com.vicsee.server.model.TaskFailure.generic(), sandbox.now())).isFalse();
    store.queue(List.of(id));
    store.process(Map.of(id, 99));
    assertThat(read(id).get("status").stringValue() + " " + read(id).get("progress").intValue()).isEqualTo("completed 100");
  }

  @Test
  void slow_untilItsTimeHasPassed_isProcessing() {
    String id = submit("A boat sandbox:slow=600s");

    sandbox.advance(Duration.ofSeconds(300));
    Eventually.holds("half", () -> read(id).get("progress").intValue() >= 50);
    assertThat(read(id).get("status").stringValue()).isEqualTo("processing");
    assertThat(read(id).get("progress").intValue()).isBetween(50, 60);
    sandbox.get(Sandbox.PRO, "/tasks/" + id + "/download").refusedWith(404, ErrorCode.Message.NO_RESULT);

    sandbox.advance(Duration.ofSeconds(301));
    assertThat(sandbox.end(Sandbox.PRO, id).get("status").stringValue()).isEqualTo("completed");
  }

  /** Its provider returns at once, so the submission has carried out the first step. */
  @Test
  void drawing_fromItsSubmission_isProcessing() {
    assertThat(sandbox.status(submit("A boat sandbox:slow=3600s"))).isEqualTo("PROCESSING");
  }

  @ParameterizedTest
  @CsvSource({
      "sandbox:fail,                          GENERATION_FAILED,        generic",
      "sandbox:fail=IMAGE_TOO_LARGE,          IMAGE_TOO_LARGE,          image_too_large",
      "sandbox:fail=content_policy_violation, CONTENT_POLICY_VIOLATION, content_policy_violation",
      "sandbox:fail=BRAND_NEW,                BRAND_NEW,                brand_new",
      "sandbox:fail=_1,                       GENERATION_FAILED,        generic",
      "sandbox:fail=9LIVES,                   GENERATION_FAILED,        generic",
      "sandbox:fail=iptal,                    IPTAL,                    iptal"
  })
  void fail_withACode_failsWithIt(String trigger, String code, String key) {
    JsonNode task = sandbox.generated(Sandbox.PRO, IMAGE.formatted("A boat " + trigger));

    assertThat(task.get("status").stringValue()).isEqualTo("failed");
    assertThat(task.get("error").get("code").stringValue()).isEqualTo(code);
    assertThat(task.get("error").get("key").stringValue()).isEqualTo(key);
    assertThat(task.get("error").get("message").stringValue()).isNotBlank();
    sandbox.get(Sandbox.PRO, "/tasks/" + task.get("id").stringValue() + "/download").refusedWith(404, ErrorCode.Message.NO_RESULT);
  }

  @Test
  void fail_withACodeLongerThanTheContractAllows_isGeneric() {
    JsonNode task = sandbox.generated(Sandbox.PRO, IMAGE.formatted("sandbox:fail=" + "A".repeat(65)));

    assertThat(task.get("error").get("code").stringValue()).isEqualTo("GENERATION_FAILED");
  }

  @Test
  void noResult_completesWithoutOne() {
    JsonNode task = sandbox.generated(Sandbox.PRO, IMAGE.formatted("sandbox:no-result"));

    assertThat(task.get("status").stringValue()).isEqualTo("completed");
    assertThat(task.get("result").isNull()).isTrue();
    sandbox.get(Sandbox.PRO, "/tasks/" + task.get("id").stringValue() + "/download").refusedWith(404, ErrorCode.Message.NO_RESULT);
  }

  @ParameterizedTest
  @CsvSource({
      "task_sandbox_completed, completed, 100", "task_sandbox_processing, processing, 40", "task_sandbox_failed, failed, 60",
      "task_sandbox_no_result, failed, 60"
  })
  void fixedTask_ofThePersona_isAsDescribed(String id, String status, int progress) {
    assertThat(read(id).get("status").stringValue()).isEqualTo(status);
    assertThat(read(id).get("progress").intValue()).isEqualTo(progress);
  }

  @Test
  void otherUsersTask_isDenied() {
    sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_other").refusedWith(403, ErrorCode.Message.API_ACCESS_REQUIRED);
    sandbox.get("sk-sandbox-other", "/tasks/task_sandbox_other").data();
    sandbox.get(Sandbox.PRO, "/tasks/task_unknown").refusedWith(404, ErrorCode.Message.TASK_NOT_FOUND);
  }

  /** Each of these characters is one of the contract's, and two of Java's and H2's. */
  @Test
  void music_ofAPromptBeyondTheBasicPlane_completes() {
    String prompt = "\uD83C\uDFB5".repeat(500);

    JsonNode task = sandbox.generated(Sandbox.ENTERPRISE, "{\"model\":\"suno-v5-generate-music\",\"prompt\":\"" + prompt + "\"}");

    assertThat(task.get("status").stringValue()).isEqualTo("completed");
    assertThat(task.get("prompt").stringValue()).isEqualTo(prompt);
    assertThat(task.get("result").get("songs").get(0).get("title").stringValue()).startsWith("\uD83C\uDFB5");
  }
}
