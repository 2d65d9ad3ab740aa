package com.vicsee.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.ProviderException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.testing.generated.Persona;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VicSeeSandboxExtension.class)
class VicSeeSandboxTest {

  private static final String MODEL = "flux-2-pro-text-to-image";
  private static final long PRICE = 15;

  private static GenerateRequest request(String prompt) {
    return GenerateRequest.builder().model(MODEL).prompt(prompt).build();
  }

  @Test
  void client_byDefault_isThatOfTheProUser(VicSeeClient client) {
    assertThat(client.credits().balance().credits()).isEqualTo(Persona.PRO.credits());
  }

  @Test
  void client_ofTheBrokePersona_cannotPay(@AsPersona(Persona.BROKE) VicSeeClient client) {
    GenerateRequest dear = GenerateRequest.builder().model("seedance-2-0-text-to-video").prompt("A lighthouse").build();
    assertThatExceptionOfType(InsufficientCreditsException.class)
        .isThrownBy(() -> client.generations().create(dear))
        .satisfies(refused -> assertThat(refused.available()).hasValue(Persona.BROKE.credits()));
  }

  @Test
  void client_ofTheExhaustedPersona_isLimitedUntilTheNextDay(
      VicSeeSandbox sandbox, @AsPersona(Persona.EXHAUSTED) VicSeeClient client) {
    assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> client.credits().balance());

    sandbox.advance(Duration.ofDays(1));

    assertThat(client.credits().balance().credits()).isEqualTo(Persona.EXHAUSTED.credits());
  }

  @Test
  void createAndWait_triggerOfFailure_failsWithItsCodeAndCostsNothing(VicSeeClient client) {
    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(() -> client.generations().createAndWait(request("A lighthouse " + Triggers.fail("TOO_ODD"))))
        .satisfies(failed -> assertThat(failed.taskErrorCode()).hasValue("TOO_ODD"));
    assertThat(client.credits().balance().credits()).isEqualTo(Persona.PRO.credits());
  }

  @Test
  void generateMedia_triggerOfTheProvider_isTriedAgainInVain(VicSeeSandbox sandbox, VicSeeClient client) {
    assertThatExceptionOfType(ProviderException.class)
        .isThrownBy(() -> client.generations().create(request("A lighthouse " + Triggers.providerError())));
    assertThat(sandbox.requests()).hasSize(3)
        .allSatisfy(each -> assertThat(each.code()).contains(ErrorCode.PROVIDER_ERROR.value()));
  }

  @Test
  void createAndWait_slowTask_endsByTheTimeThatTheWaitSkips(VicSeeSandbox sandbox, VicSeeClient client) {
    Instant before = sandbox.now();
    Task task = client.generations().createAndWait(
        request("A lighthouse " + Triggers.slow(Duration.ofSeconds(30))));
    assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(Duration.between(before, sandbox.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(client.credits().balance().credits()).isEqualTo(Persona.PRO.credits() - PRICE);
  }

  @Test
  void await_fixedTaskThatNeverEnds_meetsItsDeadline(VicSeeClient client) {
    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() ->
            client.tasks().await(FixedTask.PROCESSING.id(), AwaitOptions.within(Duration.ofSeconds(60))));
  }

  @Test
  void reset_afterACallAndAnAdvance_isTheFirstStateAgain(VicSeeSandbox sandbox, VicSeeClient client) {
    client.generations().create(request("A lighthouse"));
    sandbox.advance(Duration.ofDays(2));

    sandbox.reset();

    assertThat(sandbox.requests()).isEmpty();
    assertThat(sandbox.now()).isBefore(Instant.now().plusSeconds(60));
    assertThat(client.credits().balance().credits()).isEqualTo(Persona.PRO.credits());
  }

  @Test
  void requests_afterACall_saysWhatWasAskedAndAnswered(VicSeeSandbox sandbox, VicSeeClient client) {
    client.credits().balance();
    assertThat(sandbox.requests()).singleElement().satisfies(each -> {
      assertThat(each.method()).isEqualTo("GET");
      assertThat(sandbox.baseUrl()).endsWith(each.path().replace("/credits", ""));
      assertThat(each.status()).isEqualTo(200);
      assertThat(each.code()).isEmpty();
      assertThat(each.requestId()).isPresent();
    });
  }

  @Test
  void advance_negativeTime_isRefused(VicSeeSandbox sandbox) {
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.advance(Duration.ofDays(-1)));
  }

  @Test
  void close_withAnOpenClient_closesItToo() {
    List<Object> handlers = List.of((Object[]) LogManager.getLogManager().getLogger("").getHandlers());
    var properties = System.getProperties().stringPropertyNames();
    VicSeeClient client;
    try (VicSeeSandbox own = VicSeeSandbox.start(SandboxOptions.defaults().withTimeLapse(1))) {
      client = own.client();
      assertThat(client.credits().balance().credits()).isEqualTo(Persona.PRO.credits());
    }
    assertThatExceptionOfType(com.vicsee.client.error.ClientClosedException.class).isThrownBy(() -> client.credits().balance());
    // What the process is like does not depend on a sandbox having run in it.
    assertThat(LogManager.getLogManager().getLogger("").getHandlers()).containsExactlyElementsOf(
        handlers.stream().map(java.util.logging.Handler.class::cast).toList());
    assertThat(System.getProperties().stringPropertyNames()).isEqualTo(properties);
  }

  @Test
  void start_unknownPort_saysWhyNot() {
    SandboxOptions wrong = SandboxOptions.defaults().withArgument("--server.port", "many");
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> VicSeeSandbox.start(wrong))
        .withMessageStartingWith("The sandbox does not start");
  }

  @Test
  void triggers_all_areThoseOfTheSandbox() {
    assertThat(List.of(Triggers.providerError(), Triggers.generationFailed(), Triggers.internalError(), Triggers.fail(),
            Triggers.fail("IMAGE_TOO_LARGE"), Triggers.noResult(), Triggers.slow(Duration.ofSeconds(30))))
        .containsExactlyInAnyOrderElementsOf(
            com.vicsee.sandbox.control.Trigger.ALL.stream().map(each -> each.word()).toList());
  }

  @Test
  void fixedTasks_all_areThoseOfTheSandbox() {
    assertThat(Arrays.stream(FixedTask.values()).map(FixedTask::id))
        .containsExactlyInAnyOrderElementsOf(
            com.vicsee.sandbox.control.FixedTask.ALL.stream().map(each -> each.id()).toList());
  }
}
