package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The quota has the limit of the plan and falls by one with each request; `quota-stated` judges its reset. */
public final class QuotaCounted implements Scenario {

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
          Exchange exchange = probe.send(operation, probe.as(probe.contract().key(plan.path("name").stringValue()), operation));
          limit(probe, operation, exchange, Set.of(plan.path("requestsPerDay").longValue()));
        }
      }
    }
    Exchange pack = probe.send(credits, probe.as(probe.contract().key("pack"), credits));
    limit(probe, credits, pack, Set.of(plan(probe, "starter")));
    usedUp(probe, credits, probe.as(probe.contract().key("starter"), credits), plan(probe, "starter"));
  }

  /** The last request of the day is served, the next is refused, and the first of the next day is served again. */
  private static void usedUp(Probe probe, Operation operation, ApiRequest request, long limit) {
    probe.refresh();
    Exchange last = probe.sendOnce(operation, request);
    for (long i = 1; i < limit; i++) {
      last = probe.sendOnce(operation, request);
    }
    left(probe, operation, last, 200, 0);
    left(probe, operation, probe.sendOnce(operation, request), 429, 0);
    probe.advance(Duration.ofDays(1));
    left(probe, operation, probe.sendOnce(operation, request), 200, limit - 1);
    probe.refresh();
  }

  private static void left(Probe probe, Operation operation, Exchange exchange, int status, long wanted) {
    Fields fields = probe.contract().fields();
    probe.expect(exchange.status() == status && fields.left(exchange).orElse(-1L) == wanted, Elements.header(operation.id(), Integer.toString(exchange.status()), fields.remaining()),
        exchange, "HTTP " + exchange.status() + " with " + fields.left(exchange).orElse(-1L) + " left", "HTTP " + status + " with " + wanted + " left", "/x-plans");
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
    Fields fields = probe.contract().fields();
    probe.refresh();
    Exchange first = probe.send(before, request);
    Exchange second = probe.send(operation, next);
    // Another client of the same user may have sent a request in between, or midnight UTC may have passed, but not every time.
    for (int i = 0; i < OTHERS && !falls(fields, first, second) && (!probe.world().isSandbox() || !fields.sameReset(first, second)); i++) {
      first = probe.send(before, request);
      second = probe.send(operation, next);
    }
    String remaining = Elements.header(operation.id(), Integer.toString(second.status()), fields.remaining());
    if (first.isCached() || second.isCached()) {
      return first;
    }
    probe.expect(falls(fields, first, second), remaining, second, fields.left(first).orElse(-1L) + " and then " + fields.left(second).orElse(-1L),
        "one less with each request", Fields.pointer(fields.remaining()));
    return first;
  }

  private static boolean falls(Fields fields, Exchange first, Exchange second) {
    return fields.left(second).orElse(-1L) == fields.left(first).orElse(-1L) - 1;
  }

  private static void limit(Probe probe, Operation operation, Exchange exchange, Set<Long> limits) {
    Fields fields = probe.contract().fields();
    String element = Elements.header(operation.id(), Integer.toString(exchange.status()), fields.limit());
    long received = exchange.number(fields.limit()).orElse(-1L);
    long left = fields.left(exchange).orElse(-1L);
    probe.expect(limits.contains(received) && (left < received || received == 0), element, exchange, received + " with " + left + " left",
        limits + " as the plan says, and less than that left", "/x-plans");
  }
}
