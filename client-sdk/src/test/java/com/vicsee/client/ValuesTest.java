package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.vicsee.client.error.ClientClosedException;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.json.Json;
import com.vicsee.client.model.GenerateInput;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.ImageResult;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.Upload;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.testing.FakeTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The values of the API as their users expect them, and one contract for both faces. */
class ValuesTest {

  private static final Upload UPLOAD = Upload.builder().uploadUrl("https://storage.example/put?signature=secret")
      .publicUrl("https://storage.example/get.png").key("k").expiresAt(Instant.EPOCH).build();

  private final TestServer server = new TestServer();
  private final VicSeeClient client = server.client(new FakeTime()).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.example/x|y", "https://a.example/{z}", "https://a.example/a b", "https://a.example/100%", "no url"})
  void url_withAnyCharacter_isReadAsItCame(String url) {
    server.then(Answer.ok(Json.MAPPER.writeValueAsString(Map.of("id", "task_1", "status", "completed",
        "result", Map.of("type", "image", "url", url)))));

    assertThat(client.tasks().retrieve("task_1").result()).contains(ImageResult.builder().url(url).build());
  }

  @Test
  void builder_usedTwice_buildsTwoValues() {
    GenerateRequest.Builder builder = GenerateRequest.builder().model("m").prompt("one");
    GenerateRequest first = builder.build();
    GenerateRequest second = builder.prompt("two").build();

    assertThat(first.prompt()).contains("one");
    assertThat(second.prompt()).contains("two");
    assertThat(first.toBuilder().build()).isEqualTo(first).hasSameHashCodeAs(first);
  }

  @Test
  void builder_withoutWhatIsRequired_saysWhatIsMissing() {
    assertThatIllegalStateException().isThrownBy(() -> GenerateRequest.builder().prompt("x").build())
        .withMessage("GenerateRequest needs model");
  }

  @Test
  void list_changedLater_doesNotChangeTheValue() {
    List<String> urls = new java.util.ArrayList<>(List.of("https://a"));
    GenerateInput input = GenerateInput.builder().imageUrls(urls).build();
    urls.add("https://b");

    assertThat(input.imageUrls()).contains(List.of("https://a"));
  }

  @Test
  void upload_isGivenWhereAUrlIsTaken() {
    assertThat(GenerateInput.builder().imageUrls(UPLOAD).build().imageUrls()).contains(List.of(UPLOAD.publicUrl()));
    assertThat(GenerateInput.builder().videoUrl(UPLOAD).build().videoUrl()).contains(UPLOAD.publicUrl());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"type\": \"image\", \"url\": \"https://a.example/a.png\", \"later\": 1}", "{\"type\": \"hologram\", \"x\": [1, null]}",
      "{\"type\": \"music\", \"songs\": [{\"title\": \"a\", \"audioUrl\": \"b\", \"imageUrl\": \"c\", \"duration\": 1.5}]}"})
  void task_storedAsJsonByTheApplication_isReadBackEqual(String result) {
    server.then(Answer.ok("{\"id\": \"task_1\", \"status\": \"completed\", \"createdAt\": \"2024-12-27T10:15:30.123Z\", \"later\": {\"a\": 1}, \"result\": "
        + result + "}"));
    JsonMapper own = JsonMapper.builder().build();

    Task task = client.tasks().retrieve("task_1");

    assertThat(own.readValue(own.writeValueAsString(task), Task.class)).isEqualTo(task).hasSameHashCodeAs(task);
  }

  @Test
  void toString_isOneLineWithoutSecrets() {
    assertThat(UPLOAD.toString()).startsWith("Upload[").doesNotContain("secret?", "signature");
    assertThat(GenerateRequest.builder().model("m").prompt("two\nlines").build().toString())
        .isEqualTo("GenerateRequest[model=m, prompt=two lines]");
  }

  @Test
  void response_withoutARequiredField_isReadAndTheAccessorSaysSo() {
    server.then(Answer.ok("{\"id\": \"task_1\", \"status\": \"processing\", \"brandNew\": {\"deep\": [1]}}"));

    Task task = client.tasks().retrieve("task_1");

    assertThatIllegalStateException().isThrownBy(task::progress).withMessage("Task has no progress");
    assertThat(task.prompt()).isEmpty();
    assertThat(task.additionalProperties()).containsOnlyKeys("brandNew");
    assertThat(Json.MAPPER.valueToTree(task).has("brandNew")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void operation_withAQuery_isCalledWithoutIt(Face face) {
    server.then(Answer.ok("[]"));

    assertThat(face.of(client).models().listWithResponse(RequestOptions.builder().requestId("own").build()).body()).isEmpty();

    assertThat(server.requests()).singleElement().satisfies(request -> {
      assertThat(request.path()).isEqualTo("/api/v1/models");
      assertThat(request.header("X-Request-Id")).contains("own");
    });
  }

  @ParameterizedTest
  @EnumSource
  void anySuccess_withTheEnvelope_isTaken(Face face) {
    server.then(Answer.of(202, Answer.submitted().body().length > 0
        ? new String(Answer.submitted().body(), java.nio.charset.StandardCharsets.UTF_8) : ""));

    assertThat(face.of(client).generations().create(GenerateRequest.builder().model("m").build()).id()).isEqualTo("task_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void id_thatIsNone_failsTheFutureAndNotTheCaller(String id) {
    for (CompletableFuture<?> future : List.<CompletableFuture<?>>of(
        client.async().tasks().retrieve(id), client.async().tasks().await(id), client.async().tasks().link(id),
        client.async().tasks().download(id, Path.of("x")))) {
      Assertions.assertThat(future).failsWithin(java.time.Duration.ofSeconds(120))
          .withThrowableThat().withCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> client.tasks().retrieve(id));
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void client_thatIsClosed_failsBothFacesAlike(Face face) {
    client.close();

    Assertions.assertThatThrownBy(() -> face.of(client).credits().balance()).isInstanceOf(ClientClosedException.class);
    Assertions.assertThatThrownBy(() -> face.of(client).tasks().await("task_1")).isInstanceOf(ClientClosedException.class);
  }
}
