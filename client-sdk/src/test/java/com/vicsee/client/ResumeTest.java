package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.vicsee.client.error.DecodingException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.MusicResult;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Song;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.Fault;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import com.vicsee.client.testing.FakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each path that waits or transfers, with each fault at each of its steps. A failure after a paid call says which task or key resumes it. */
class ResumeTest {

  private static final String KEY = "order-17";
  private static final GenerateRequest REQUEST = GenerateRequest.builder().model("m").prompt("A lighthouse").build();
  private static final int STEPS = 4;
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};

  private final TestServer server = new TestServer().answering(this::answer);
  private @TempDir Path folder;

  private static List<Arguments> faults() {
    return faults(STEPS);
  }

  private static List<Arguments> faultsOfTheFirstStep() {
    return faults(1);
  }

  private static List<Arguments> faultsOfAnUpload() {
    return faults(2);
  }

  private static List<Arguments> faults(int steps) {
    List<Arguments> all = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (int step = 0; step < steps; step++) {
        for (Face face : Face.values()) {
          all.add(Arguments.of(fault, step, face));
        }
      }
    }
    return all;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer answer(TestServer.Request request) {
    if (request.path().contains("/media/")) {
      return Answer.image("bytes".getBytes(StandardCharsets.UTF_8));
    }
    return switch (request.method() + " " + request.path()) {
      case "POST /api/v1/generate" -> Answer.submitted();
      case "POST /api/v1/upload" -> Answer.ok("""
          {"uploadUrl": "%s/storage", "publicUrl": "https://a.example/a.png", "key": "k", "expiresAt": "2024-12-27T10:30:30.000Z"}"""
          .formatted(server.baseUrl()));
      default -> Answer.task("processing");
    };
  }

  private interface Walk {
    void take(VicSeeClient client);
  }

  /** Returns what a path throws when its requests fail from a step on. */
  private VicSeeException failure(Fault fault, int step, Face face, Walk walk) {
    try (VicSeeClient client = server.client(new FakeTime()).retryPolicy(RetryPolicy.never()).idempotencyKeys(() -> KEY)
        .wrapTransport(transport -> fault.after(step, transport, server)).build()) {
      VicSeeException failure = catchThrowableOfType(VicSeeException.class, () -> walk.take(face.of(client)));
      assertThat(failure).as("what is thrown").isNotNull();
      return failure;
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void createAndWait_faultAtAnyStep_hasKeyAndTask(Fault fault, int step, Face face) {
    VicSeeException failure = failure(fault, step, face, client -> client.generations().createAndWait(REQUEST));

    assertThat(failure.idempotencyKey()).contains(KEY);
    assertThat(failure.taskId().isPresent()).isEqualTo(step > 0);
    assertThat(failure).hasMessageContaining(KEY);
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheFirstStep")
  void create_fault_hasTheKey(Fault fault, int step, Face face) {
    assertThat(failure(fault, step, face, client -> client.generations().create(REQUEST)).idempotencyKey()).contains(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"createdAt\": \"yesterday\"", "\"creditsUsed\": 99999999999999999999", "\"status\": {\"a\": 1}"})
  void create_answerWithAnUnreadableField_hasTheTask(String field) {
    server.answering(request -> Answer.ok("{\"id\": \"task_1\", " + field + "}"));

    for (Face face : Face.values()) {
      assertThat(failure(Fault.REFUSED, STEPS, face, client -> client.generations().create(REQUEST)).taskId()).contains("task_1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void createAndWait_answerWithoutAnId_failsWithTheKey(Face face) {
    server.answering(request -> Answer.ok("{\"createdAt\": \"2024-12-27T10:15:30.000Z\"}"));

    assertThat(failure(Fault.REFUSED, STEPS, face, client -> client.generations().createAndWait(REQUEST)))
        .isInstanceOf(DecodingException.class).hasMessageContaining(KEY);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void createAll_faultAtAnyStep_isInTheItemWithKeyAndTask(Fault fault, int step, Face face) {
    VicSeeException failure = failure(fault, step, face, client -> {
      List<BatchItem> items = client.generations().createAll(List.of(REQUEST), BatchOptions.defaults());
      throw (VicSeeException) items.get(0).failure().orElseThrow();
    });

    assertThat(failure.idempotencyKey()).contains(KEY);
    assertThat(failure.taskId().isPresent()).isEqualTo(step > 0);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void await_faultAtAnyStep_hasTheTask(Fault fault, int step, Face face) {
    assertThat(failure(fault, step, face, client -> client.tasks().await("task_1")).taskId()).contains("task_1");
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheFirstStep")
  void download_fault_hasTheTask(Fault fault, int step, Face face) {
    assertThat(failure(fault, step, face, client -> client.tasks().download("task_1", folder.resolve("a.png"))).taskId())
        .contains("task_1");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void save_faultAtAnyFile_hasTheTask(Fault fault, int step, Face face) {
    Song song = Song.builder().title("a").audioUrl(server.baseUrl() + "/media/a").imageUrl(server.baseUrl() + "/media/b").duration(1.5).build();
    Task task = Task.builder().id("task_1").model("m").status(TaskStatus.COMPLETED).mediaType(MediaType.MUSIC).progress(100)
        .createdAt(Instant.EPOCH).result(MusicResult.builder().songs(List.of(song, song)).build()).build();

    assertThat(failure(fault, step, face, client -> client.tasks().save(task, folder)).taskId()).contains("task_1");
  }

  @ParameterizedTest
  @MethodSource("faultsOfAnUpload")
  void upload_faultAtAnyStep_namesTheOperation(Fault fault, int step, Face face) {
    assumeThat(step == 0 || !fault.isAnySuccess()).isTrue();

    assertThat(failure(fault, step, face, client -> client.uploads().upload(UploadSource.of(PICTURE))).operation())
        .contains(Operation.CREATE_UPLOAD);
  }

  @ParameterizedTest
  @EnumSource
  void failure_withTheKey_isResumedByTheLinesOfTheReadme(Face face) {
    AtomicInteger count = new AtomicInteger();
    server.answering(request -> {
      if (count.getAndIncrement() == 0) {
        return Wire.drop();
      }
      return request.method().equals("POST") ? Answer.submitted() : Answer.task("completed");
    });

    try (VicSeeClient client = server.client(new FakeTime()).retryPolicy(RetryPolicy.never()).build()) {
      assertThat(resuming(face.of(client), REQUEST).id()).isEqualTo("task_1");
    }
    assertThat(server.requests().stream().filter(request -> request.method().equals("POST"))
        .map(request -> request.header("Idempotency-Key").orElseThrow()).distinct()).hasSize(1);
  }

  private static Task resuming(VicSeeClient client, GenerateRequest request) {
    try {
      return client.generations().createAndWait(request);
    } catch (VicSeeException failure) {
      String key = failure.idempotencyKey().orElseThrow(() -> failure);
      RequestOptions again = RequestOptions.builder().idempotencyKey(key).build();
      return client.tasks().await(failure.taskId().orElseGet(() -> client.generations().create(request, again).id()));
    }
  }
}
