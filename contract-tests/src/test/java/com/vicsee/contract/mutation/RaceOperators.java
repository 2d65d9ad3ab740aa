package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;

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
      race(operation, ANY, "counted once", (first, original, server) -> Answers.header(original, REMAINING, v -> first.header(REMAINING).orElse(v)));
      if (operation.paid()) {
        race(operation, ANY, "a task each under one idempotency key", (first, original, server) -> original.request().header(KEY).isEmpty() ? original
            : server.apply(original.request().with(KEY, null)));
        race(operation, ANY, "charged each under one idempotency key", (first, original, server) -> {
          if (!original.request().header(KEY).isEmpty()) {
            server.apply(original.request().with(KEY, null));
          }
          return original;
        });
      }
    }
    Operation generate = contract.operation("generateMedia");
    race(generate, "429", "generations beyond the limit", (first, original, server) -> server.apply(original.request().with(AUTHORIZATION, "Bearer sk-sandbox-enterprise")));
  }

  private void race(Operation operation, String status, String how, Race race) {
    add("race", operation, status, "requests at the same moment: " + how, () -> race);
  }
}
