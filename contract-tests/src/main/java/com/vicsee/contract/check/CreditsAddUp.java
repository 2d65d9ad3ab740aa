package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Credits add up: a submission takes the stated credits once, and the balance shows it. */
public final class CreditsAddUp implements Scenario {

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid()) {
        takesNothingWhenItRefuses(probe, operation);
        takesWhatItSays(probe, operation);
      }
    }
  }

  private static void takesWhatItSays(Probe probe, Operation operation) {
    Optional<ApiRequest> purchase = probe.purchase(operation);
    if (purchase.isEmpty()) {
      return;
    }
    probe.refresh();
    long before = probe.balance();
    Exchange exchange = probe.send(operation, purchase.get());
    JsonNode data = exchange.data();
    long used = data.path("creditsUsed").longValue(-1);
    long remaining = data.path("creditsRemaining").longValue(-1);
    String element = Elements.property(operation.id(), "200", "application/json", "$.data.creditsRemaining");
    probe.expect(used > 0 && remaining == before - used, element, exchange, "from " + before + ", used " + used + ", remaining "
        + remaining, "remaining = before - used", "/components/schemas/TaskSubmission/properties/creditsRemaining");
    if (exchange.header("Idempotency-Replayed").isPresent()) {
      probe.broken(Elements.header(operation.id(), "200", "Idempotency-Replayed"), exchange, "Idempotency-Replayed where no key was sent", "no such header",
          "/components/headers/Idempotency-Replayed");
    }
    long after = probe.balance();
    // A failed task would refund its credits, but the valid request does not fail.
    probe.expect(after == remaining, element, exchange, "a balance of " + after, "the remaining " + remaining,
        "/components/schemas/CreditBalance/properties/credits");
  }

  private static void takesNothingWhenItRefuses(Probe probe, Operation operation) {
    long before = probe.balance();
    Exchange exchange = probe.send(operation, probe.changed(operation, Probe.object().put("rawBody", "{")));
    long after = probe.balance();
    probe.expect(before == after, Elements.status(operation.id(), "400"), exchange, "a balance of " + after,
        "still " + before + " after a refusal", operation.pointer());
  }
}
