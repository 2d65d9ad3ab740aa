package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.fault.FaultyDriver.Fault;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever step of a paid request fails, and for how long: it is paid once or not at all, and its idempotency key works for a retry. */
class FaultAtEachStepTest {
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A lighthouse sandbox:no-result\"}";
  private static final String UPSCALE = "{\"image_url\":\"https://sandbox.vicsee.com/inputs/image-100x100.png\"}";
  private static final int FEWEST_STEPS = 6;
  private static final Sandbox SANDBOX = Sandbox.start("--spring.datasource.driver-class-name=" + FaultyDriver.class.getName());

  @BeforeEach
  void reset() {
    SANDBOX.reset();
    // The owner of the API key is cached from here on, so no step of the requests below looks it up.
    SANDBOX.credits(Sandbox.ENTERPRISE);
  }

  @AfterEach
  void mend() {
    FaultyDriver.mend();
  }

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  private static Answer send(boolean upscale, String key) {
    return SANDBOX.post(Sandbox.ENTERPRISE, upscale ? "/tools/upscale-image" : "/generate", upscale ? UPSCALE : IMAGE, "Idempotency-Key", key);
  }

  @ParameterizedTest
  @CsvSource({"ONCE, false", "AWAY, false", "ANSWER_LOST, false", "ONCE, true", "AWAY, true"})
  void submission_failingAtEachStep_isPaidOnceUnderItsKey(Fault fault, boolean upscale) {
    int price = upscale ? 20 : 15;
    int step = 0;
    while (true) {
      long before = SANDBOX.credits(Sandbox.ENTERPRISE);
      String key = "step-" + step;
      FaultyDriver.failAfter(step, fault);
      Answer first = send(upscale, key);
      FaultyDriver.mend();
      if (first.status() == 200) {
        assertThat(SANDBOX.credits(Sandbox.ENTERPRISE)).isEqualTo(before - price);
        break;
      }
      first.refusedWith(500, Message.INTERNAL_ERROR);
      boolean paid = SANDBOX.credits(Sandbox.ENTERPRISE) != before;
      assertThat(paid).as("paid without an answer, at step " + step).isEqualTo(fault == Fault.ANSWER_LOST && paid);

      Answer retry = send(upscale, key);

      assertThat(retry.status()).as("retry after step " + step + ": " + retry.text()).isEqualTo(200);
      assertThat(SANDBOX.credits(Sandbox.ENTERPRISE)).as("after the retry of step " + step).isEqualTo(before - price);
      SANDBOX.allEnd();
      step++;
    }
    assertThat(step).as("steps that failed").isGreaterThanOrEqualTo(FEWEST_STEPS);
    SANDBOX.allEnd();
    SANDBOX.assertLedgerAgrees();
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = {"ONCE", "AWAY"})
  void submissionWithoutAKey_failingAtEachStep_isNotPaid(Fault fault) {
    int step = 0;
    while (true) {
      long before = SANDBOX.credits(Sandbox.ENTERPRISE);
      FaultyDriver.failAfter(step, fault);
      Answer answer = SANDBOX.generate(Sandbox.ENTERPRISE, IMAGE);
      FaultyDriver.mend();
      if (answer.status() == 200) {
        assertThat(answer.data().get("creditsRemaining").longValue()).isEqualTo(SANDBOX.credits(Sandbox.ENTERPRISE)).isEqualTo(before - 15);
        break;
      }
      answer.refusedWith(500, Message.INTERNAL_ERROR);
      assertThat(SANDBOX.credits(Sandbox.ENTERPRISE)).as("after step " + step).isEqualTo(before);
      step++;
    }
    assertThat(step).as("steps that failed").isGreaterThanOrEqualTo(FEWEST_STEPS - 1);
    SANDBOX.allEnd();
    SANDBOX.assertLedgerAgrees();
  }
}
