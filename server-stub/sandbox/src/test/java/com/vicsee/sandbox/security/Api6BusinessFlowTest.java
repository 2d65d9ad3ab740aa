package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API6, unrestricted access to sensitive business flows: nobody gets a generation for less than its price, however fast or cleverly they ask. */
class Api6BusinessFlowTest {
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a boat\"}";
  private static final int AT_ONCE = 24;

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @AfterEach
  void booksAgree() {
    sandbox.allEnd();
    sandbox.assertLedgerAgrees();
  }

  @Test
  void lastCredits_raceForThem_paysForAsManyAsThereAreCredits() {
    List<Answer> answers = Sandbox.atOnce(AT_ONCE, () -> sandbox.generate(Sandbox.BROKE, PICTURE));

    assertThat(Sandbox.count(answers, 200)).isEqualTo(45 / 15);
    assertThat(answers).allMatch(answer -> List.of(200, 402, 429).contains(answer.status()));
    assertThat(sandbox.credits(Sandbox.BROKE)).isZero();
  }

  @Test
  void idempotencyKey_raceUnderBothKeysOfAUser_isChargedOnce() {
    AtomicInteger turn = new AtomicInteger();

    List<Answer> answers = Sandbox.atOnce(AT_ONCE,
        () -> sandbox.generate(turn.incrementAndGet() % 2 == 0 ? Sandbox.PRO : Sandbox.PRO_2, PICTURE, "Idempotency-Key", "race"));

    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
    assertThat(answers.stream().filter(answer -> answer.status() == 200).map(answer -> answer.data().get("id").stringValue()).distinct()).hasSize(1);
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000 - 15);
  }

  @Test
  void concurrency_raceForTheLastPlace_isWonOnce() {
    String slow = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:slow=30s\"}";

    List<Answer> answers = Sandbox.atOnce(AT_ONCE, () -> sandbox.generate(Sandbox.STARTER, slow));

    assertThat(Sandbox.count(answers, 200)).isEqualTo(2);
    sandbox.advance(java.time.Duration.ofMinutes(1));
  }

  @Test
  void failure_readManyTimesAtOnce_isRefundedOnce() {
    String id = sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:fail\"}").data().get("id").stringValue();

    Sandbox.atOnce(8, () -> sandbox.end(Sandbox.PRO, id));

    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "0", "1e1", "4.5", "\"5\"", "999999999999", "1e999999999", "-0", "null", "[5]", "{\"$gt\":0}", "true", "5e-1", "2147483648", "9223372036854775808"})
  void price_ofAnOddLength_isNeverBelowThatOfTheShortest(String duration) {
    Answer answer = sandbox.generate(Sandbox.PRO,
        "{\"model\":\"kling-3-0-text-to-video\",\"prompt\":\"a boat\",\"input\":{\"duration\":" + duration + ",\"mode\":\"standard\",\"audio\":false}}");

    if (answer.status() == 200) {
      assertThat(answer.data().get("creditsUsed").longValue()).isGreaterThanOrEqualTo(3 * 28);
    } else {
      answer.refusedWith(400, Message.INVALID_PARAMETER);
    }
  }

  @Test
  void price_ofOneFormReadAndTheOtherDone_isThatOfWhatIsDone() {
    var taken = sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a boat\",\"options\":{\"resolution\":\"1K\"},\"input\":{\"resolution\":\"2K\"}}").data();

    assertThat(taken.get("creditsUsed").longValue()).isEqualTo(20);
    assertThat(sandbox.specification(taken.get("id").stringValue()).get("width").intValue()).isEqualTo(2048);
  }
}
