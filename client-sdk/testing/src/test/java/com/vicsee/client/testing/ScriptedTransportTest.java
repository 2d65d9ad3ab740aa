package com.vicsee.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.CallTimeoutException;
import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.UnexpectedStatusException;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.model.CreditBalance;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.model.TaskSubmission;
import com.vicsee.client.model.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedTransportTest {

  private final ScriptedTransport transport = new ScriptedTransport();

  private static ScriptedAnswer balance(long credits) {
    return ScriptedAnswer.success(CreditBalance.builder().credits(credits).build());
  }

  @Test
  void success_model_isReadBack() {
    transport.then(balance(7));
    try (VicSeeClient client = transport.client()) {
      assertThat(client.credits().balance().credits()).isEqualTo(7);
      assertThat(client.lastRateLimit()).hasValueSatisfying(quota -> assertThat(quota.remaining()).isPositive());
    }
    assertThat(transport.requests()).singleElement().satisfies(sent -> {
      assertThat(sent.method()).isEqualTo("GET");
      assertThat(sent.path()).endsWith("/credits");
      assertThat(sent.headers().firstValue("Authorization")).hasValue("Bearer " + ScriptedTransport.API_KEY);
    });
  }

  @Test
  void failure_condition_isItsException() {
    transport.then(ScriptedAnswer.failure(ErrorCode.Message.INSUFFICIENT_CREDITS, 60, 45));
    try (VicSeeClient client = transport.client()) {
      GenerateRequest request = GenerateRequest.builder().model("flux").prompt("A lighthouse").build();
      assertThatExceptionOfType(InsufficientCreditsException.class)
          .isThrownBy(() -> client.generations().create(request))
          .satisfies(refused -> assertThat(refused.required()).hasValue(60));
      assertThat(transport.requests().get(0).text()).contains("A lighthouse");
    }
  }

  @Test
  void failure_retryable_isRetriedInFakeTime() {
    transport.then(
        ScriptedAnswer.failure(ErrorCode.PROVIDER_ERROR).withRetryAfter(Duration.ofSeconds(30)), balance(7));
    try (VicSeeClient client = transport.client()) {
      assertThat(client.credits().balance().credits()).isEqualTo(7);
    }
    assertThat(transport.time().sleeps()).containsExactly(Duration.ofSeconds(30));
    assertThat(transport.remaining()).isZero();
  }

  @Test
  void failure_withoutRetries_isToldAsItIs() {
    transport.otherwise(request -> ScriptedAnswer.failure(ErrorCode.RATE_LIMITED).withRetryAfter(Duration.ofHours(3)));
    try (VicSeeClient client = transport.client()) {
      assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> client.credits().balance())
          .satisfies(limited -> assertThat(limited.retryAfter()).hasValue(Duration.ofHours(3)));
    }
  }

  @Test
  void createAndWait_scriptOfATask_isFollowedInFakeTime() {
    transport
        .then(ScriptedAnswer.success(submission()))
        .then(ScriptedAnswer.success(task(TaskStatus.PROCESSING)))
        .then(ScriptedAnswer.success(task(TaskStatus.COMPLETED)));
    try (VicSeeClient client = transport.client()) {
      Task task = client.generations().createAndWait(
          GenerateRequest.builder().model("flux").prompt("A lighthouse").build());
      assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
    }
    assertThat(transport.time().sleeps()).hasSize(2);
  }

  @Test
  void connectionFailure_eachTime_isAConnectionException() {
    transport.otherwise(request -> ScriptedAnswer.connectionFailure());
    try (VicSeeClient client = transport.client()) {
      assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> client.credits().balance());
    }
    assertThat(transport.requests()).hasSize(3);
  }

  @Test
  void silence_oneTry_isATimeout() {
    transport.then(ScriptedAnswer.silence());
    try (VicSeeClient client = transport.clientBuilder()
        .attemptTimeout(Duration.ofMillis(50))
        .retryPolicy(com.vicsee.client.retry.RetryPolicy.never())
        .build()) {
      assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(() -> client.credits().balance());
    }
  }

  @Test
  void response_ofAGateway_isUnexpected() {
    transport.then(ScriptedAnswer.json(418, "{\"teapot\": true}"));
    try (VicSeeClient client = transport.client()) {
      assertThatExceptionOfType(UnexpectedStatusException.class).isThrownBy(() -> client.credits().balance());
    }
  }

  @Test
  void response_media_isDownloaded() {
    byte[] media = "picture".getBytes(StandardCharsets.UTF_8);
    transport.then(ScriptedAnswer.response(200, "image/png", media));
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (VicSeeClient client = transport.client()) {
      client.tasks().download("task_1", target, com.vicsee.client.file.DownloadOptions.defaults());
    }
    assertThat(target.toByteArray()).isEqualTo(media);
  }

  @Test
  void upload_scripted_sendsTheBytesWithoutTheKey() {
    transport.then(ScriptedAnswer.success(Upload.builder()
            .uploadUrl("https://storage.example/put")
            .publicUrl("https://storage.example/get")
            .key("k")
            .expiresAt(Instant.EPOCH)
            .build()))
        .then(ScriptedAnswer.response(200, "text/plain", new byte[0]));
    try (VicSeeClient client = transport.client()) {
      client.uploads().upload(UploadSource.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}),
          com.vicsee.client.file.UploadOptions.defaults());
    }
    assertThat(transport.requests()).hasSize(2);
    assertThat(transport.requests().get(1).body()).hasSize(8);
    assertThat(transport.requests().get(1).headers().firstValue("Authorization")).isEmpty();
  }

  @Test
  void request_beyondTheScript_isAMistakeOfTheTest() {
    try (VicSeeClient client = transport.client()) {
      assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> client.credits().balance())
          .withMessageContaining("/credits");
    }
  }

  @Test
  void transport_usedAlone_answersToo() throws Exception {
    transport.then(ScriptedAnswer.json(200, "{}"));
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example/x")).build();
    assertThat(transport.send(request, HttpResponse.BodyHandlers.ofString())).isEqualTo("{}");
    transport.then(ScriptedAnswer.connectionFailure());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> transport.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  @ParameterizedTest
  @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void failure_ofACode_hasNoPlaceholderLeft(ErrorCode code) {
    transport.then(ScriptedAnswer.failure(code));
    try (VicSeeClient client = transport.clientBuilder().retryPolicy(com.vicsee.client.retry.RetryPolicy.never()).build()) {
      assertThatExceptionOfType(com.vicsee.client.error.ApiException.class).isThrownBy(() -> client.credits().balance())
          .satisfies(failure -> assertThat(failure.apiMessage()).doesNotContain("{"));
    }
  }

  private static TaskSubmission submission() {
    return TaskSubmission.builder().id("task_1").model("flux").status(TaskStatus.PENDING).creditsUsed(20L)
        .creditsRemaining(480L).createdAt(Instant.EPOCH).build();
  }

  private static Task task(TaskStatus status) {
    return Task.builder().id("task_1").model("flux").status(status).mediaType(MediaType.IMAGE).progress(50)
        .createdAt(Instant.EPOCH).build();
  }
}
