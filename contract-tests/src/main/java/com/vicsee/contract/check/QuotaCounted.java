package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** The three rate-limit headers tell the truth: the plan's limit, one less with each request, and the next midnight UTC. */
public final class QuotaCounted implements Scenario {

  @Override
  public String id() {
    return "quota-counted";
  }

  @Override
  public String about() {
    return "Counts each request by one, with the plan's limit, until the next midnight UTC.";
  }

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      ApiRequest request = probe.valid(operation);
      check(probe, operation, request, plan(probe, "pro"));
      check(probe, operation, probe.changed(operation, Probe.object().put("query", "x=%FF")), plan(probe, "pro"));
      if (operation.anonymous()) {
        check(probe, operation, request.with("Authorization", null),
            probe.contract().at("/x-anonymous").path("requestsPerDay").longValue());
      }
    }
    plansOfPersonas(probe);
  }

  private static void plansOfPersonas(Probe probe) {
    Operation credits = probe.operation("getCredits");
    for (JsonNode plan : probe.contract().at("/x-plans")) {
      Exchange exchange = probe.send(credits, probe.as("sk-sandbox-" + plan.path("name").stringValue(), credits));
      limit(probe, credits, exchange, plan.path("requestsPerDay").longValue());
    }
    Exchange pack = probe.send(credits, probe.as("sk-sandbox-pack", credits));
    limit(probe, credits, pack, plan(probe, "starter"));
  }

  private static long plan(Probe probe, String name) {
    return probe.contract().at("/x-plans").valueStream().filter(p -> name.equals(p.path("name").stringValue())).findFirst()
        .orElseThrow().path("requestsPerDay").longValue();
  }

  private static void check(Probe probe, Operation operation, ApiRequest request, long limit) {
    probe.refresh();
    Exchange first = probe.send(operation, request);
    Exchange second = probe.send(operation, request);
    limit(probe, operation, first, limit);
    long before = number(first, "X-RateLimit-Remaining");
    long after = number(second, "X-RateLimit-Remaining");
    String remaining = Elements.header(operation.id(), Integer.toString(second.status()), "X-RateLimit-Remaining");
    probe.expect(after == before - 1, remaining, second, before + " and then " + after, "one less with each request",
        "/components/headers/X-RateLimit-Remaining");
    reset(probe, operation, second);
  }

  private static void limit(Probe probe, Operation operation, Exchange exchange, long limit) {
    String element = Elements.header(operation.id(), Integer.toString(exchange.status()), "X-RateLimit-Limit");
    long received = number(exchange, "X-RateLimit-Limit");
    probe.expect(received == limit, element, exchange, Long.toString(received), limit + " as the plan says", "/x-plans");
  }

  private static void reset(Probe probe, Operation operation, Exchange exchange) {
    String received = exchange.header("X-RateLimit-Reset").orElse("none");
    // The server's own clock decides which midnight is next (RFC 9110, section 6.6.1).
    ZonedDateTime now = exchange.header("Date").map(d -> ZonedDateTime.parse(d, DateTimeFormatter.RFC_1123_DATE_TIME))
        .orElseGet(() -> ZonedDateTime.now(ZoneOffset.UTC));
    ZonedDateTime midnight = now.withZoneSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1);
    probe.expect(received.equals(format(midnight)), Elements.header(operation.id(), Integer.toString(exchange.status()),
        "X-RateLimit-Reset"), exchange, received, format(midnight) + ", the next midnight UTC",
        "/components/headers/X-RateLimit-Reset");
  }

  private static String format(ZonedDateTime time) {
    return Instant.from(time).toString().replace("Z", ".000Z");
  }

  private static long number(Exchange exchange, String header) {
    return exchange.header(header).filter(v -> v.matches("\\d{1,18}")).map(Long::parseLong).orElse(-1L);
  }
}
