package com.vicsee.sandbox.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Credits are taken on submission, kept on completion and given back in full on failure, and the entries always add up to the balance. */
public class CreditsTest {
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"%s\"}";
  private static final String SLOW = IMAGE.formatted("sandbox:slow=3600s");

  private Sandbox sandbox;

  /** Returns what is tested. */
  protected Sandbox sandbox() {
    return Sandbox.shared();
  }

  @BeforeEach
  void reset() {
    sandbox = sandbox();
    sandbox.reset();
  }

  private List<String> entries(String taskId) {
    return sandbox.sql().sql("select kind || ' ' || amount from ledger where task_id = ? order by id").param(taskId).query(String.class).list();
  }

  @Test
  void completed_reservesAndSettles() {
    Answer answer = sandbox.generate(Sandbox.PRO, IMAGE.formatted("A boat"));
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(4985);

    JsonNode task = sandbox.end(Sandbox.PRO, answer.data().get("id").stringValue());

    assertThat(task.get("status").stringValue()).isEqualTo("completed");
    assertThat(entries(task.get("id").stringValue())).containsExactly("RESERVE -15", "SETTLE 0");
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(4985);
    sandbox.assertLedgerAgrees();
  }

  @Test
  void failed_givesBackInFull() {
    JsonNode task = sandbox.generated(Sandbox.PRO, IMAGE.formatted("sandbox:fail"));

    assertThat(task.get("status").stringValue()).isEqualTo("failed");
    assertThat(entries(task.get("id").stringValue())).containsExactly("RESERVE -15", "REFUND 15");
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
    sandbox.assertLedgerAgrees();
  }

  @Test
  void refused_costsNothing() {
    for (String trigger : List.of("sandbox:provider-error", "sandbox:generation-failed", "sandbox:internal-error")) {
      assertThat(sandbox.generate(Sandbox.PRO, IMAGE.formatted(trigger)).status()).isGreaterThanOrEqualTo(500);
    }
    assertThat(sandbox.generate(Sandbox.BROKE, "{\"model\":\"nano-banana-pro-text-to-image\",\"prompt\":\"A boat\",\"options\":{\"resolution\":\"4K\"}}")
        .refusedWith(402, ErrorCode.Message.INSUFFICIENT_CREDITS).message()).isEqualTo("Insufficient credits. Required: 60, Available: 45");

    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
    assertThat(sandbox.credits(Sandbox.BROKE)).isEqualTo(45);
    sandbox.assertLedgerAgrees();
  }

  @Test
  void lastCredit_canBeSpent() {
    for (int left = 30; left >= 0; left -= 15) {
      assertThat(sandbox.generate(Sandbox.BROKE, SLOW).data().get("creditsRemaining").intValue()).isEqualTo(left);
    }

    sandbox.generate(Sandbox.BROKE, SLOW).refusedWith(402, ErrorCode.Message.INSUFFICIENT_CREDITS);
    assertThat(sandbox.credits(Sandbox.BROKE)).isZero();
  }

  @Test
  void submissions_sixtyFourAtOnceOnASmallBalance_neverGoBelowZero() {
    List<Answer> answers = Sandbox.atOnce(64, () -> sandbox.generate(Sandbox.BROKE, SLOW));

    assertThat(Sandbox.count(answers, 200)).isEqualTo(3);
    assertThat(answers.stream().filter(it -> it.status() != 200)).allSatisfy(it -> it.refusedWith(402, ErrorCode.Message.INSUFFICIENT_CREDITS));
    assertThat(answers.stream().filter(it -> it.status() == 200).map(it -> it.data().get("creditsRemaining").intValue()))
        .containsExactlyInAnyOrder(30, 15, 0);
    assertThat(sandbox.credits(Sandbox.BROKE)).isZero();
    sandbox.assertLedgerAgrees();
  }

  @Test
  void submissions_sixtyFourAtOnceMixed_bookEachExactlyOnce() {
    AtomicInteger number = new AtomicInteger();

    List<Answer> answers = Sandbox.atOnce(64, () ->
        sandbox.generate(Sandbox.ENTERPRISE, IMAGE.formatted(number.incrementAndGet() % 4 == 0 ? "A boat" : "sandbox:fail")));

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 429));
    sandbox.allEnd();
    sandbox.assertLedgerAgrees();
    long completed = sandbox.sql().sql("select count(*) from tasks where user_id = 'sandbox-enterprise' and status = 'COMPLETED'").query(Long.class).single();
    assertThat(sandbox.credits(Sandbox.ENTERPRISE)).isEqualTo(1_000_000 - 15 * completed);
  }

  @Test
  void twoKeysOfAUser_shareBalance() {
    sandbox.generate(Sandbox.PRO, SLOW).data();
    sandbox.generate(Sandbox.PRO_2, SLOW).data();

    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(4970);
    assertThat(sandbox.credits(Sandbox.PRO_2)).isEqualTo(4970);
    sandbox.assertLedgerAgrees();
  }

  @Test
  void twoKeysOfAUser_shareTasks() {
    String id = sandbox.generate(Sandbox.PRO, SLOW).data().get("id").stringValue();

    assertThat(sandbox.get(Sandbox.PRO_2, "/tasks/" + id).data().get("id").stringValue()).isEqualTo(id);
    sandbox.get("sk-sandbox-other", "/tasks/" + id).refusedWith(403, ErrorCode.Message.API_ACCESS_REQUIRED);
  }
}
