package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests at the same moment count one by one, and under one idempotency key they make one task. */
public final class SimultaneousCounted implements Scenario {

  private static final int AT_ONCE = 3;
  private static final int TOO_MANY = 429;
  private static final int PAUSES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(3);
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

  /**
   * The quota falls by each of them. Only the requests before and after are compared: a server may count first and read the rest later, so that two answers
   * of the same moment state the same rest.
   */
  private static void counted(Probe probe, Operation operation) {
    Fields fields = probe.contract().fields();
    probe.refresh();
    ApiRequest request = operation.paid() ? probe.changed(operation, Probe.object().put("rawBody", "{")) : probe.valid(operation);
    Exchange before = probe.sendOnce(operation, request);
    long counted = probe.sendTogether(operation, request, AT_ONCE).stream().filter(e -> e.status() != TOO_MANY).count();
    Exchange after = probe.sendOnce(operation, request);
    Optional<Long> first = fields.left(before);
    Optional<Long> last = fields.left(after);
    boolean sameDay = fields.sameReset(before, after);
    if (counted > 0 && first.isPresent() && last.isPresent() && sameDay && after.status() != TOO_MANY) {
      probe.expect(first.get() - last.get() > counted, PROMISE, after, fields.remaining() + " fell from " + first.get() + " to " + last.get() + " over "
          + counted + " requests at the same moment and one after them", "one less with each request", Fields.pointer(fields.remaining()));
    }
  }

  private static void oneTask(Probe probe, Operation operation, ApiRequest purchase) {
    Fields fields = probe.contract().fields();
    for (int tries = probe.world().observations(); tries > 0; tries--) {
      probe.refresh();
      long before = probe.balance();
      List<Exchange> all = probe.sendTogether(operation, purchase.with(fields.idempotencyKey(), UUID.randomUUID().toString()), AT_ONCE);
      for (int i = 0; i < PAUSES && all.stream().anyMatch(e -> e.status() == TOO_MANY); i++) {
        // As many generations are in progress as the plan allows.
        probe.pause(PAUSE);
        before = probe.balance();
        all = probe.sendTogether(operation, purchase.with(fields.idempotencyKey(), UUID.randomUUID().toString()), AT_ONCE);
      }
      List<Exchange> answers = all.stream().filter(e -> e.status() == 200).toList();
      if (answers.isEmpty()) {
        return;
      }
      long tasks = answers.stream().map(e -> e.data().path("id")).distinct().count();
      long first = answers.stream().filter(e -> !fields.isReplay(e)).count();
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
