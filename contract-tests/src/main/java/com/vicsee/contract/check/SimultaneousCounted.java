package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Requests at the same moment count one by one, and under one idempotency key they make one task. */
public final class SimultaneousCounted implements Scenario {

  private static final int AT_ONCE = 3;
  private static final int TOO_MANY = 429;
  private static final int PAUSES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String RESET = "X-RateLimit-Reset";
  private static final String POINTER = "/components/parameters/IdempotencyKey/description";
  private static final String PROMISE = Elements.promise("simultaneous-counted");

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid()) {
        Purchases.of(probe, operation).ifPresent(purchase -> oneTask(probe, operation, purchase));
      }
    }
    probe.asAnyUser();
    probe.contract().operations().forEach(operation -> counted(probe, operation));
  }

  /** No two answers state the same rest of one day's quota, unless it is used up. */
  private static void counted(Probe probe, Operation operation) {
    probe.refresh();
    ApiRequest request = operation.paid() ? probe.changed(operation, Probe.object().put("rawBody", "{")) : probe.valid(operation);
    List<Exchange> answers = probe.sendTogether(operation, request, AT_ONCE).stream().filter(e -> e.status() != TOO_MANY).toList();
    List<String> rests = answers.stream().map(e -> e.header(REMAINING).orElse("") + ' ' + e.header(RESET).orElse("")).toList();
    if (!answers.isEmpty()) {
      probe.expect(rests.stream().distinct().count() == rests.size(), PROMISE, answers.get(0), REMAINING + " and " + RESET + " " + rests
          + " of requests at the same moment", "one less with each request", "/components/headers/X-RateLimit-Remaining");
    }
  }

  private static void oneTask(Probe probe, Operation operation, ApiRequest purchase) {
    for (int tries = probe.observations(); tries > 0; tries--) {
      probe.refresh();
      long before = probe.balance();
      List<Exchange> all = probe.sendTogether(operation, purchase.with("Idempotency-Key", UUID.randomUUID().toString()), AT_ONCE);
      for (int i = 0; i < PAUSES && all.stream().anyMatch(e -> e.status() == TOO_MANY); i++) {
        // As many generations are in progress as the plan allows.
        probe.pause(PAUSE);
        before = probe.balance();
        all = probe.sendTogether(operation, purchase.with("Idempotency-Key", UUID.randomUUID().toString()), AT_ONCE);
      }
      List<Exchange> answers = all.stream().filter(e -> e.status() == 200).toList();
      if (answers.isEmpty()) {
        return;
      }
      long tasks = answers.stream().map(e -> e.data().path("id")).distinct().count();
      long first = answers.stream().filter(e -> e.header("Idempotency-Replayed").isEmpty()).count();
      probe.expect(tasks == 1 && first <= 1, PROMISE, answers.get(0), tasks + " tasks, and " + first + " answers that are no replay, to one request sent "
          + AT_ONCE + " times at the same moment", "one task for an idempotency key", POINTER);
      long charged = before - probe.balance();
      boolean once = charged == answers.get(0).data().path("creditsUsed").longValue(-1);
      // On another server, other clients may use the account meanwhile, but not every time.
      if (once || tries == 1) {
        probe.expect(once, PROMISE, answers.get(0), charged + " credits taken for one request sent " + AT_ONCE + " times at the same moment", "its price, once", POINTER);
        return;
      }
    }
  }
}
