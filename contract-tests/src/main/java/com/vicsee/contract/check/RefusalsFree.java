package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Methods;
import com.vicsee.contract.spec.Operation;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A paid operation that is refused or fails costs nothing. */
public final class RefusalsFree implements Scenario {

  /** Refusals before the balance is known, and of users who cannot read it. */
  private static final Set<String> UNREADABLE = Set.of("401", "403");

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid()) {
        probe.refresh();
        if (probe.world().isSandbox()) {
          operation.errorExamples().stream().filter(e -> e.sandbox().isPresent() && !UNREADABLE.contains(e.status())).forEach(e -> free(probe, operation, e));
        } else {
          ApiRequest plain = probe.valid(operation);
          free(probe, operation, List.of(plain, plain.with("Accept", "text/html"), plain.withMethod(Methods.undeclared(probe.contract(), operation, true).get(0))));
        }
      }
    }
  }

  private static void free(Probe probe, Operation operation, Example example) {
    JsonNode change = example.sandbox().orElseThrow();
    // Users whose requests are all refused cannot read their balance.
    if (probe.send(probe.operation("getCredits"), probe.as(change.path("key").asString(probe.world().key()), probe.operation("getCredits"))).status() == 200) {
      free(probe, operation, List.of(probe.changed(operation, change)));
    }
  }

  private static void free(Probe probe, Operation operation, List<ApiRequest> requests) {
    String key = requests.get(0).key();
    long before = probe.balance(key);
    long after = before;
    for (int i = 0; i == 0 || i < probe.world().observations() && after != before; i++) {
      before = after;
      for (ApiRequest request : requests) {
        Exchange refused = probe.sendOnce(operation, request);
        probe.expect(refused.status() >= 400, Elements.promise("refusals-free"), refused, "a refusal", operation.pointer());
      }
      after = probe.balance(key);
    }
    Exchange last = probe.send(probe.operation("getCredits"), probe.as(key, probe.operation("getCredits")));
    probe.expect(before == after, Elements.promise("refusals-free"), last, "a balance of " + after + " after " + before + " and " + requests, "a refusal that costs nothing",
        operation.pointer());
  }
}
