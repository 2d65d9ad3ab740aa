package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Mutation operators for the quota headers. */
final class QuotaOperators extends SequenceOperators {

  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String LIMIT = "X-RateLimit-Limit";

  QuotaOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    contract.operations().forEach(this::quota);
  }

  private void quota(Operation operation) {
    add("quota", operation, ANY, "remaining does not fall", () -> {
      Map<String, String> first = new HashMap<>();
      return (original, server) -> Answers.header(original, REMAINING,
          value -> first.computeIfAbsent(original.request().header("Authorization") + original.header(LIMIT), k -> value));
    });
    change("quota", operation.id(), ANY, "remaining falls by two", original -> used(original, used -> 2 * used));
    change("quota", operation.id(), ANY, "remaining rises", original -> Answers.header(original, REMAINING, value -> original.header(LIMIT)
        .filter(l -> l.matches("\\d+") && Long.parseLong(l) > 0).map(l -> Long.toString(Long.parseLong(l) - Long.parseLong(value))).orElse(value)));
    change("quota", operation.id(), ANY, "failures are not counted", original -> original.status() < 400 ? original
        : used(original, used -> used - 1));
    if (operation.method().equals("GET")) {
      change("quota", operation.id(), ANY, "HEAD is not counted", original -> original.request().method().equals("HEAD") ? used(original, used -> used - 1) : original);
    }
    if (operation.paid()) {
      change("quota", operation.id(), "200", "replays are not counted", original -> original.header("Idempotency-Replayed").isEmpty() ? original
          : used(original, used -> used - 1));
    }
    change("quota", operation.id(), ANY, "a reset one day after each request", original -> Answers.header(original, "X-RateLimit-Reset",
        value -> HeaderOperators.format(Instant.now().plusSeconds(86_400))));
    ask("quota", operation, "429", "requests beyond the limit served", request -> request.header("Authorization").endsWith("-starter")
        ? request.with("Authorization", "Bearer sk-sandbox-enterprise") : request);
    List<String> limits = contract.at("/x-plans").valueStream().map(p -> p.path("requestsPerDay").asString()).toList();
    for (String limit : limits) {
      change("quota", operation.id(), "200", "limit " + limit + " whatever the plan", original -> Answers.header(original, LIMIT, value -> limit));
    }
  }

  private static Exchange used(Exchange original, UnaryOperator<Long> change) {
    long limit = original.header(LIMIT).filter(l -> l.matches("\\d{1,9}")).map(Long::parseLong).orElse(0L);
    return Answers.header(original, REMAINING, value -> Long.toString(Math.max(0, limit - change.apply(limit - Long.parseLong(value)))));
  }
}
