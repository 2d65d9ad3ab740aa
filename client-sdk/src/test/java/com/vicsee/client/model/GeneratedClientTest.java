package com.vicsee.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.model.ImageResult;
import com.vicsee.client.model.MusicResult;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.ParameterNames;
import com.vicsee.client.json.Json;
import com.vicsee.client.model.TaskResult;
import com.vicsee.client.model.TaskStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.ObjectMapper;

/** What the templates of this module promise of the generated code. */
class GeneratedClientTest {

  private final ObjectMapper json = Json.MAPPER;

  @ParameterizedTest
  @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void errorCode_everyKnownCode_hasItsFacts(ErrorCode code) {
    assertThat(code.value()).isEqualTo(code.name());
    assertThat(code.status()).isBetween(400, 599);
    assertThat(code.remedy()).isNotBlank();
    assertThat(code.origin()).isIn(ErrorCode.Origin.PUBLISHED, ErrorCode.Origin.DECIDED);
    assertThat(code.messages()).isNotEmpty().first().extracting(ErrorCode.Message::template).isEqualTo(code.message());
    assertThat(ErrorCode.fromValue(code.value())).isSameAs(code);
  }

  @ParameterizedTest
  @EnumSource
  void message_asManyValuesAsParameters_fillsAllOfThem(ErrorCode.Message message) {
    String text = message.text(message.parameters().stream().map(name -> "<" + name + ">").toArray());

    assertThat(text).doesNotContain("{");
    assertThat(message.parameters()).allSatisfy(name -> assertThat(text).contains("<" + name + ">"));
  }

  @Test
  void messageText_numbers_areFilledInInOrder() {
    assertThat(ErrorCode.Message.INSUFFICIENT_CREDITS.text(60, 45))
        .isEqualTo("Insufficient credits. Required: 60, Available: 45");
  }

  @Test
  void messageText_valueThatLooksLikeAPlaceholder_isTakenAsItIs() {
    assertThat(ErrorCode.Message.INSUFFICIENT_CREDITS.text("{available}", "$1"))
        .isEqualTo("Insufficient credits. Required: {available}, Available: $1");
  }

  @Test
  void messageText_tooFewValues_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ErrorCode.Message.INSUFFICIENT_CREDITS.text(60));
  }

  @Test
  void errorCode_unknownOnTheWire_isUnknown() {
    assertThat(ErrorCode.fromValue("BRAND_NEW")).isSameAs(ErrorCode.UNKNOWN);
    assertThat(ErrorCode.UNKNOWN.retryable()).isFalse();
  }

  @Test
  void enumValue_unknownOnTheWire_keepsItsTextAndTheRestIsRead() {
    Task response = task("\"status\": \"paused\", \"createdAt\": \"2024-12-28T00:00:00.000Z\"");

    assertThat(response.status().value()).isEqualTo("paused");
    assertThat(response.status().isKnown()).isFalse();
    assertThat(response.status()).isEqualTo(TaskStatus.fromValue("paused"));
    assertThat(json.writeValueAsString(response.status())).isEqualTo("\"paused\"");
    assertThat(response.createdAt()).isEqualTo(Instant.parse("2024-12-28T00:00:00Z"));
  }

  @Test
  void enumValue_knownOnTheWire_isItsConstant() {
    assertThat(task("\"status\": \"queued\"").status()).isSameAs(TaskStatus.QUEUED);
    assertThat(TaskStatus.values()).startsWith(TaskStatus.PENDING).allMatch(TaskStatus::isKnown);
  }

  @Test
  void enumValue_ofAnOlderServer_isTheOneThatItStandsFor() {
    assertThat(task("\"status\": \"success\"").status()).isSameAs(TaskStatus.COMPLETED);
  }

  @Test
  void result_null_isNull() {
    assertThat(task("\"result\": null").result()).isEmpty();
  }

  @Test
  void result_knownType_isItsVariant() {
    assertThat(task("\"result\": {\"type\": \"image\", \"url\": \"https://vicsee.com/a.png\", \"new\": 1}")
        .result()).get().isInstanceOf(ImageResult.class);
    assertThat(task("\"result\": {\"songs\": [], \"type\": \"music\"}").result()).get()
        .isInstanceOf(MusicResult.class);
  }

  @Test
  void result_unknownType_keepsWhatCame() {
    String raw = "{\"type\":\"hologram\",\"depth\":3,\"layers\":[{\"url\":null}]}";

    TaskResult result = task("\"result\": " + raw).result().orElseThrow();

    assertThat(result).isInstanceOfSatisfying(TaskResult.Unknown.class, unknown -> {
      assertThat(unknown.type()).contains("hologram");
      assertThat(unknown.properties()).containsEntry("depth", 3);
    });
    assertThat(json.writeValueAsString(result)).isEqualTo(raw);
  }

  @Test
  void result_withoutType_keepsWhatCame() {
    assertThat(task("\"result\": {\"url\": \"https://vicsee.com/a\"}").result()).get()
        .isInstanceOfSatisfying(TaskResult.Unknown.class, unknown -> {
          assertThat(unknown.type()).isEmpty();
          assertThat(unknown.properties()).isEqualTo(Map.of("url", "https://vicsee.com/a"));
        });
  }

  @Test
  void operations_carryTheFactsOfTheContract() {
    assertThat(Arrays.stream(Operation.values()).filter(Operation::isPublic)).containsExactly(Operation.LIST_MODELS);
    assertThat(Operation.GENERATE_MEDIA.isPaid()).isTrue();
    assertThat(Operation.GENERATE_MEDIA.maxBodyBytes()).isPresent();
    assertThat(Operation.GENERATE_MEDIA.requestMediaTypes()).isEqualTo(List.of("application/json"));
    assertThat(Operation.GET_TASK.path()).isEqualTo("/tasks/{id}");
    assertThat(Operation.GET_TASK.maxBodyBytes()).isEmpty();
    assertThat(Operation.GET_TASK.errorCodes()).contains(ErrorCode.Message.TASK_NOT_FOUND.code()).doesNotContain(ErrorCode.UNKNOWN);
    assertThat(Operation.DOWNLOAD_RESULT.responseMediaTypes()).startsWith("application/json").contains("image/png");
  }

  @Test
  void names_areThoseOnTheWire() {
    assertThat(HeaderNames.X_RATELIMIT_RESET).isEqualTo("X-RateLimit-Reset");
    assertThat(ParameterNames.IDEMPOTENCY_KEY).isEqualTo("Idempotency-Key");
  }

  private Task task(String members) {
    return json.readValue("{\"id\": \"task_1\", " + members + "}", Task.class);
  }
}
