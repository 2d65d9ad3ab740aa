package com.vicsee.client.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.vicsee.client.generated.model.ErrorCode;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.generated.model.Task;
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

  private static final Failure FAILURE = new Failure(
      Operation.GET_TASK, 404, ErrorCode.Message.TASK_NOT_FOUND.code(), "TASK_NOT_FOUND", "Task not found", "req-1",
      new RateLimit(1, 0, Instant.EPOCH), Duration.ofSeconds(1), false, "{}", 2);

  @Test
  void exception_afterSerialization_saysTheSame() throws Exception {
    VicSeeException copy = copy(ApiException.of(FAILURE));

    assertThat(copy).isInstanceOf(NotFoundException.class)
        .hasMessage("[getTask] HTTP 404 TASK_NOT_FOUND: Task not found (request id: req-1)");
    assertThat(copy.failure()).isEqualTo(FAILURE);
  }

  @Test
  void taskFailed_afterSerialization_keepsAllButTheTask() throws Exception {
    TaskFailedException copy = copy(new TaskFailedException(FAILURE, Task.builder().id("task_1").build()));

    assertThat(copy.taskId()).isEqualTo("task_1");
    assertThat(copy.task()).isEmpty();
    assertThat(copy.taskErrorCode()).isEmpty();
  }

  @Test
  void rawBody_isBounded() {
    Failure failure = new Failure(
        null, 500, ErrorCode.UNKNOWN, null, "x", null, null, null, false, "a".repeat(100_000), 1);

    assertThat(failure.rawBody()).hasSize(Failure.MAX_RAW_BODY);
  }

  @Test
  void apiException_withoutAStatus_isNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> ApiException.of(Failure.of(null, "x")));
  }

  @ParameterizedTest
  @EnumSource
  void template_ofEachMessage_readsBackWhatWasPutIn(ErrorCode.Message message) {
    List<String> values = message.parameters().stream().map(name -> name + " [7]").toList();

    assertThat(MessageTemplate.parse(message, message.text(values.toArray())).orElseThrow().values())
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
