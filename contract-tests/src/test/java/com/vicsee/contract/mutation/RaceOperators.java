package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Mutation operators for requests at the same moment. */
final class RaceOperators extends SequenceOperators {

  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String AUTHORIZATION = "Authorization";

  RaceOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      add("race", operation, ANY, "requests at the same moment: counted once", CountedOnce::new);
      if (operation.paid()) {
        race(operation, ANY, "a task each under one idempotency key", (first, original, server) -> original.request().header(KEY).isEmpty() ? original
            : server.apply(original.request().with(KEY, null)));
        race(operation, ANY, "charged each under one idempotency key", (first, original, server) -> {
          if (!original.request().header(KEY).isEmpty()) {
            charge(server, original.request());
          }
          return original;
        });
      }
    }
    Operation generate = contract.operation("generateMedia");
    race(generate, "429", "generations beyond the limit",
        (first, original, server) -> server.apply(original.request().with(AUTHORIZATION, "Bearer sk-sandbox-enterprise")));
  }

  private void race(Operation operation, String status, String how, Race race) {
    add("race", operation, status, "requests at the same moment: " + how, () -> race);
  }

  /** Of requests at the same moment one counts, for the rest of the day. */
  private static final class CountedOnce implements Race {

    private final Map<String, Integer> uncounted = new HashMap<>();

    @Override
    public Exchange later(Exchange first, Exchange original, Function<ApiRequest, Exchange> server) {
      uncounted.merge(original.request().key(), 1, Integer::sum);
      return apply(original, server);
    }

    @Override
    public Exchange apply(Exchange original, Function<ApiRequest, Exchange> server) {
      int more = uncounted.getOrDefault(original.request().key(), 0);
      return more == 0 ? original : Answers.header(original, REMAINING, value -> Long.toString(Long.parseLong(value) + more));
    }
  }
}
