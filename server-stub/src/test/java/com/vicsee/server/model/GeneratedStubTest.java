package com.vicsee.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the templates of this module promise of the generated code. */
class GeneratedStubTest {

  private final JsonMapper json = JsonMapper.builder().build();

  @ParameterizedTest
  @EnumSource
  void errorCode_everyCode_hasItsFacts(ErrorCode code) {
    assertThat(code.getValue()).isEqualTo(code.name());
    assertThat(code.status()).isBetween(400, 599);
    assertThat(code.remedy()).isNotBlank();
    assertThat(code.origin()).isNotNull();
    assertThat(code.messages()).isNotEmpty().first().extracting(ErrorCode.Message::template).isEqualTo(code.message());
  }

  @Test
  void errorCode_unknown_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ErrorCode.fromValue("BRAND_NEW"));
  }

  @Test
  void message_severalOfOneCode_shareIt() {
    assertThat(ErrorCode.Message.API_ACCESS_REQUIRED.code().messages())
        .containsExactly(ErrorCode.Message.API_ACCESS_REQUIRED, ErrorCode.Message.ACCESS_DENIED);
  }

  @Test
  void messageText_instant_isWrittenInUtcWithMilliseconds() {
    Instant reset = Instant.parse("2024-12-28T00:00:00Z");

    assertThat(ErrorCode.Message.RATE_LIMIT_EXCEEDED.code().messages().get(0).text(500, reset))
        .isEqualTo("Rate limit exceeded. Limit: 500/day. Resets at: 2024-12-28T00:00:00.000Z");
  }

  @Test
  void errorEnvelope_written_hasExactlyItsMembers() {
    ErrorCode.Message condition = ErrorCode.Message.ACCESS_DENIED;

    assertThat(json.writeValueAsString(
        new ErrorResponse(false, new ErrorDetail(condition.code(), condition.text()))))
        .isEqualTo("{\"success\":false,\"error\":{\"code\":\"" + ErrorCode.Message.ACCESS_DENIED.code().getValue()
            + "\",\"message\":\"Access denied\"}}");
  }

  @Test
  void taskEnvelope_withoutResult_writesTheNulls() {
    JsonNode written = json.readTree(json.writeValueAsString(new TaskResponse(true, new Task().id("task_1"))));

    assertThat(written.path("success").asBoolean()).isTrue();
    assertThat(written.path("data").path("id").asString()).isEqualTo("task_1");
    assertThat(written.path("data").path("result").isNull()).isTrue();
    assertThat(written.path("data").path("error").isNull()).isTrue();
    assertThat(written.path("data").path("completedAt").isNull()).isTrue();
  }

  @Test
  void result_written_hasItsTypeExactlyOnce() {
    TaskResult result = new ImageResult().url(URI.create("https://vicsee.com/media/a.png"));
    String expected = "{\"type\":\"image\",\"url\":\"https://vicsee.com/media/a.png\"}";

    assertThat(json.writeValueAsString(result)).isEqualTo(expected);
    assertThat(json.writeValueAsString(new Task().result(result))).contains("\"result\":" + expected);
    assertThat(json.writeValueAsString(
        new ImageResult(ImageResult.TypeEnum.IMAGE, URI.create("https://vicsee.com/media/a.png")))).isEqualTo(expected);
  }

  @Test
  void operations_carryTheFactsOfTheContract() {
    assertThat(List.of(Operation.values()).stream().filter(Operation::isPublic)).containsExactly(Operation.LIST_MODELS);
    assertThat(Operation.GENERATE_MEDIA.maxBodyBytes()).isPresent();
    assertThat(Operation.GENERATE_MEDIA.errorCodes()).contains(ErrorCode.Message.INSUFFICIENT_CREDITS.code(), ErrorCode.Message.RATE_LIMIT_EXCEEDED.code());
  }
}
