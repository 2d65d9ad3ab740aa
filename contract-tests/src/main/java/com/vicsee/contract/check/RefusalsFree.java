package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** No refusal and no failure of a paid operation costs anything. */
public final class RefusalsFree implements Scenario {

  /** Refusals before the balance is known, and of users who cannot read it. */
  private static final Set<String> UNREADABLE = Set.of("401", "403");

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid()) {
        probe.refresh();
        if (probe.world().isSandbox()) {
          operation.errorExamples().stream().filter(e -> e.sandbox().isPresent() && !UNREADABLE.contains(e.status())).forEach(e -> free(probe, operation, e));
        } else {
          free(probe, operation, probe.valid(operation));
          free(probe, operation, probe.valid(operation).with("Accept", "text/html"));
          free(probe, operation, probe.valid(operation).withMethod("DELETE"));
        }
      }
    }
  }

  private static void free(Probe probe, Operation operation, Example example) {
    JsonNode change = example.sandbox().orElseThrow();
    // Users whose requests are all refused cannot read their balance.
    if (probe.send(probe.operation("getCredits"), probe.as(change.path("key").asString(probe.world().key()), probe.operation("getCredits"))).status() == 200) {
      free(probe, operation, probe.changed(operation, change));
    }
  }

  private static void free(Probe probe, Operation operation, ApiRequest request) {
    String key = request.key();
    long before = probe.balance(key);
    Exchange refused = probe.sendOnce(operation, request);
    long after = probe.balance(key);
    for (int i = 0; i < 2 && !probe.world().isSandbox() && after != before; i++) {
      before = after;
      refused = probe.sendOnce(operation, request);
      after = probe.balance(key);
    }
    probe.expect(refused.status() >= 400 && before == after, Elements.promise("refusals-free"), refused, "a balance of " + after + " after " + before + " and HTTP "
        + refused.status(), "a refusal that costs nothing", operation.pointer());
  }
}
