package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The quota has the limit of the plan and falls by one with each request; `quota-stated` judges its reset. */
public final class QuotaCounted implements Scenario {

  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final int OTHERS = 4;

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    long anonymous = probe.contract().anonymousLimit();
    Set<Long> plans = probe.world().isSandbox() ? Set.of(plan(probe, "pro")) : plans(probe);
    for (Operation operation : probe.contract().operations()) {
      ApiRequest request = probe.valid(operation);
      check(probe, operation, request, plans);
      ApiRequest refused = probe.changed(operation, Probe.object().put("query", "x=%FF"));
      check(probe, operation, refused, plans);
      Operation good = probe.succeeds(operation) ? operation : probe.operation("getCredits");
      counted(probe, good, probe.valid(good), operation, refused);
      if (operation.anonymous()) {
        check(probe, operation, request.with("Authorization", null), Set.of(anonymous));
      }
      check(probe, operation, request.with("Authorization", "Bearer sk-nobody-has-this-one"), Set.of(anonymous));
    }
    if (probe.world().isSandbox()) {
      plansOfPersonas(probe);
    }
  }

  /** The limits of all plans with access to the API. */
  private static Set<Long> plans(Probe probe) {
    return probe.contract().at("/x-plans").valueStream().filter(p -> p.path("apiAccess").booleanValue(false))
        .map(p -> p.path("requestsPerDay").longValue()).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void plansOfPersonas(Probe probe) {
    Operation credits = probe.operation("getCredits");
    for (JsonNode plan : probe.contract().at("/x-plans")) {
      for (Operation operation : probe.contract().operations()) {
        // A user without access counts for the address where no key is needed.
        if (plan.path("apiAccess").booleanValue(true) || !operation.anonymous()) {
          Exchange exchange = probe.send(operation, probe.as("sk-sandbox-" + plan.path("name").stringValue(), operation));
          limit(probe, operation, exchange, Set.of(plan.path("requestsPerDay").longValue()));
        }
      }
    }
    Exchange pack = probe.send(credits, probe.as("sk-sandbox-pack", credits));
    limit(probe, credits, pack, Set.of(plan(probe, "starter")));
  }

  private static long plan(Probe probe, String name) {
    return probe.contract().at("/x-plans").valueStream().filter(p -> name.equals(p.path("name").stringValue())).findFirst()
        .orElseThrow().path("requestsPerDay").longValue();
  }

  private static void check(Probe probe, Operation operation, ApiRequest request, Set<Long> limits) {
    limit(probe, operation, counted(probe, operation, request, operation, request), limits);
  }

  /** Refused requests count like all others. Returns the first answer. */
  private static Exchange counted(Probe probe, Operation before, ApiRequest request, Operation operation, ApiRequest next) {
    probe.refresh();
    Exchange first = probe.send(before, request);
    Exchange second = probe.send(operation, next);
    // Another client of the same user may have sent a request in between, or midnight UTC may have passed, but not every time.
    for (int i = 0; i < OTHERS && !falls(first, second) && (!probe.world().isSandbox() || !reset(first).equals(reset(second))); i++) {
      first = probe.send(before, request);
      second = probe.send(operation, next);
    }
    String remaining = Elements.header(operation.id(), Integer.toString(second.status()), REMAINING);
    if (first.isCached() || second.isCached()) {
      return first;
    }
    probe.expect(falls(first, second), remaining, second, first.number(REMAINING).orElse(-1L) + " and then " + second.number(REMAINING).orElse(-1L),
        "one less with each request", "/components/headers/X-RateLimit-Remaining");
    return first;
  }

  private static Optional<String> reset(Exchange exchange) {
    return exchange.header("X-RateLimit-Reset");
  }

  private static boolean falls(Exchange first, Exchange second) {
    return second.number(REMAINING).orElse(-1L) == first.number(REMAINING).orElse(-1L) - 1;
  }

  private static void limit(Probe probe, Operation operation, Exchange exchange, Set<Long> limits) {
    String element = Elements.header(operation.id(), Integer.toString(exchange.status()), LIMIT);
    long received = exchange.number(LIMIT).orElse(-1L);
    long left = exchange.number(REMAINING).orElse(-1L);
    probe.expect(limits.contains(received) && (left < received || received == 0), element, exchange, received + " with " + left + " left",
        limits + " as the plan says, and less than that left", "/x-plans");
  }
}
