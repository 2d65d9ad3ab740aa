package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    Fields fields = probe.contract().fields();
    String element = Elements.property(operation.id(), "200", "application/json", "$.data.creditsRemaining");
    for (int tries = probe.world().observations(); tries > 0; tries--) {
      Optional<ApiRequest> purchase = Purchases.of(probe, operation);
      if (purchase.isEmpty()) {
        return;
      }
      probe.refresh();
      long before = probe.balance();
      Exchange exchange = Purchases.buy(probe, operation, purchase.get());
      long used = exchange.data().path("creditsUsed").longValue(-1);
      long remaining = exchange.data().path("creditsRemaining").longValue(-1);
      // A failed task would refund its credits, but the valid request does not fail.
      long after = probe.balance();
      if (fields.isReplay(exchange)) {
        probe.broken(Elements.header(operation.id(), "200", fields.replayed()), exchange, fields.replayed() + " where no key was sent", "no such header",
            Fields.pointer(fields.replayed()));
      }
      boolean holds = used > 0 && remaining == before - used && after == remaining;
      if (holds || tries == 1) {
        probe.expect(used > 0 && remaining == before - used, element, exchange, "from " + before + ", used " + used + ", remaining "
            + remaining, "remaining = before - used", "/components/schemas/TaskSubmission/properties/creditsRemaining");
        probe.expect(after == remaining, element, exchange, "a balance of " + after, "the remaining " + remaining,
            "/components/schemas/CreditBalance/properties/credits");
        return;
      }
    }
  }

  private static void takesNothingWhenItRefuses(Probe probe, Operation operation) {
    List<Exchange> refusals = new ArrayList<>();
    List<Long> falls = Purchases.falls(probe, () -> refusals.add(probe.send(operation, probe.changed(operation, Probe.object().put("rawBody", "{")))));
    probe.expect(falls.contains(0L), Elements.status(operation.id(), "400"), refusals.get(0), "a balance that falls by " + falls + " over refusals",
        "the same balance", operation.pointer());
  }
}
