package com.vicsee.client.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.ratelimit.RateLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exceptions as values. */
class ExceptionsTest {

  private static final Failure FAILURE = Failure.builder(Operation.GET_TASK, "Task not found")
      .status(404)
      .code(ErrorCode.Message.TASK_NOT_FOUND.code(), "TASK_NOT_FOUND")
      .requestId("req-1")
      .rateLimit(RateLimit.builder().limit(1).remaining(0).reset(Instant.EPOCH).build())
      .retryAfter(Duration.ofSeconds(1))
      .rawBody("{}")
      .attempts(2)
      .taskId("task_1")
      .build();

  private static final Task TASK = Task.builder()
      .id("task_1")
      .model("m")
      .status(TaskStatus.FAILED)
      .mediaType(MediaType.IMAGE)
      .progress(50)
      .createdAt(Instant.EPOCH)
      .build();

  @Test
  void exception_afterSerialization_saysTheSame() throws Exception {
    VicSeeException copy = copy(ApiException.of(FAILURE));

    assertThat(copy).isInstanceOf(NotFoundException.class)
        .hasMessage("[getTask] HTTP 404 TASK_NOT_FOUND: Task not found (request id: req-1, task: task_1)");
    assertThat(copy.failure()).usingRecursiveComparison().isEqualTo(FAILURE);
  }

  @Test
  void taskFailed_afterSerialization_keepsAllButTheTask() throws Exception {
    TaskFailedException copy = copy(new TaskFailedException(FAILURE, TASK));

    assertThat(copy.taskId()).contains("task_1");
    assertThat(copy.task()).isEmpty();
    assertThat(copy.taskErrorCode()).isEmpty();
  }

  @Test
  void rawBody_isBounded() {
    Failure failure = Failure.builder(null, "x").status(500).rawBody("a".repeat(100_000)).build();

    assertThat(failure.rawBody().orElseThrow()).hasSize(Failure.MAX_RAW_BODY);
  }

  @Test
  void apiException_withoutAStatus_isNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> ApiException.of(Failure.builder(null, "x").build()));
  }

  @ParameterizedTest
  @EnumSource
  void template_ofEachMessage_readsBackWhatWasPutIn(ErrorCode.Message message) {
    List<String> values = message.parameters().stream().map(name -> name + " [7]").toList();

    assertThat(MessageTemplate.parse(message, message.text(values.toArray())).values())
        .containsExactlyElementsOf(values);
    assertThat(MessageTemplate.parse(message, "Something else")).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
