package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.AccessDeniedException;
import com.vicsee.client.error.AuthenticationException;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateInput;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.support.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller is told when the stub refuses a call or a task does not come to its end, through both faces. */
class SdkRefusalTest extends SdkClients {

  SdkRefusalTest(Run run) {
    super(run);
  }

  @ParameterizedTest
  @EnumSource
  void call_withAKeyThatIsRevoked_isAnAuthenticationException(Face face) {
    AuthenticationException thrown = failure(AuthenticationException.class,
        () -> stub(face, "sk-sandbox-inactive").credits().balance());

    assertThat(thrown.status()).hasValue(401);
    assertThat(thrown.rawCode()).contains(run.contract().code("invalidApiKey"));
    assertThat(thrown.toString()).doesNotContain("sk-sandbox-inactive");
  }

  @ParameterizedTest
  @EnumSource
  void generate_beyondTheBalance_saysWhatIsRequiredAndAvailable(Face face) {
    VicSeeClient client = stub(face, "sk-sandbox-broke");
    GenerateRequest request = GenerateRequest.builder().model("nano-banana-pro-text-to-image").prompt("A lighthouse")
        .input(GenerateInput.builder().resolution("4K").build()).build();
    long price = prices(client).of(request).orElseThrow().credits();
    long balance = client.credits().balance().credits();

    InsufficientCreditsException thrown =
        failure(InsufficientCreditsException.class, () -> client.generations().create(request));

    assertThat(thrown.status()).hasValue(402);
    assertThat(thrown.required()).hasValue(price);
    assertThat(thrown.available()).hasValue(balance);
    assertThat(client.credits().balance().credits()).isEqualTo(balance);
  }

  @ParameterizedTest
  @EnumSource
  void call_thatIsNotAllowed_isAnAccessDeniedException(Face face) {
    AccessDeniedException noPlan =
        failure(AccessDeniedException.class, () -> stub(face, "sk-sandbox-free").credits().balance());
    AccessDeniedException notMine =
        failure(AccessDeniedException.class, () -> stub(face, Persona.PRO.key()).tasks().retrieve("task_sandbox_other"));

    assertThat(List.of(noPlan, notMine)).allSatisfy(thrown -> assertThat(thrown.status()).hasValue(403));
    assertThat(noPlan.rawCode()).contains(run.contract().code("apiAccessRequired"));
    assertThat(notMine.rawCode()).contains(run.contract().code("accessDenied"));
    assertThat(noPlan.apiMessage()).isNotEqualTo(notMine.apiMessage());
  }

  @ParameterizedTest
  @EnumSource
  void call_forWhatIsNotThere_isANotFoundException(Face face) {
    VicSeeClient client = stub(face, Persona.PRO.key());

    NotFoundException noTask = failure(NotFoundException.class, () -> client.tasks().await("task_unknown", SOON));
    NotFoundException noResult =
        failure(NotFoundException.class, () -> client.tasks().link("task_sandbox_no_result"));

    assertThat(noTask.rawCode()).contains(run.contract().code("taskNotFound"));
    assertThat(noTask.status()).hasValue(404);
    assertThat(noResult.rawCode()).contains(run.contract().code("noResult"));
  }

  @ParameterizedTest
  @EnumSource
  void call_whenTheQuotaIsUsedUp_saysWhenItStartsAnew(Face face) {
    Instant now = Instant.now();

    RateLimitedException thrown = failure(RateLimitedException.class,
        () -> stub(face, "sk-sandbox-exhausted").tasks().retrieve(COMPLETED));

    assertThat(thrown.status()).hasValue(429);
    assertThat(thrown.isRetryable()).isTrue();
    Instant reset = thrown.reset().orElseThrow();
    assertThat(reset).isEqualTo(reset.truncatedTo(ChronoUnit.DAYS)).isAfter(now).isBeforeOrEqualTo(now.plus(1, ChronoUnit.DAYS));
    assertThat(thrown.retryAfter().orElseThrow()).isBetween(Duration.ZERO, Duration.ofDays(1));
    assertThat(thrown.rateLimit().orElseThrow()).isEqualTo(
        RateLimit.builder().limit(plan("pro").path("requestsPerDay").longValue()).remaining(0).reset(reset).build());
  }

  @ParameterizedTest
  @EnumSource
  void generate_whenTooManyAreUnderWay_isRateLimitedWithTheQuotaNotUsedUp(Face face) {
    RateLimitedException thrown = failure(RateLimitedException.class,
        () -> stub(face, "sk-sandbox-busy").generations().create(picture("A lighthouse").build()));

    assertThat(thrown.status()).hasValue(429);
    assertThat(thrown.rateLimit().orElseThrow().isExhausted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void createAndWait_taskThatFails_tellsItsOwnErrorAndCostsNothing(Face face) {
    VicSeeClient client = stub(face, Persona.PRO.key());
    long before = client.credits().balance().credits();

    TaskFailedException thrown = failure(TaskFailedException.class, () -> client.generations().createAndWait(
        picture("sandbox:fail=IMAGE_TOO_LARGE").build(), RequestOptions.none(), SOON));

    assertThat(thrown.taskErrorCode()).contains("IMAGE_TOO_LARGE");
    assertThat(thrown).hasMessageContaining(thrown.taskId().orElseThrow()).hasMessageContaining("IMAGE_TOO_LARGE");
    assertThat(thrown.task().orElseThrow().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(client.credits().balance().credits()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void await_taskThatOutlastsTheDeadline_saysWhereItStandsAndThatItGoesOn(Face face) {
    FakeTime time = new FakeTime();
    VicSeeClient client = face.of(closeLater(builder(run.stub().baseUrl(), Persona.PRO.key()).clock(time).sleeper(time).build()));
    String id = "task_sandbox_processing";
    List<Task> seen = new ArrayList<>();

    AwaitTimeoutException thrown = failure(AwaitTimeoutException.class,
        () -> client.tasks().await(id, AwaitOptions.within(Duration.ofMinutes(1)).toBuilder().listener(seen::add).build()));

    assertThat(thrown.taskId()).contains(id);
    assertThat(thrown.lastStatus()).contains("processing");
    assertThat(thrown.polls()).isEqualTo(seen.size()).isGreaterThan(5);
    assertThat(thrown.elapsed()).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
    assertThat(thrown).hasMessageContaining(id).hasMessageContaining("processing").hasMessageContaining(thrown.polls() + " polls")
        .hasMessageContaining("after 59 s").hasMessageContaining("still runs");
  }
}
