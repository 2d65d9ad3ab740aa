package com.vicsee.contract.mutation;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mutation operators for what callers share and do not share: answers, quotas, idempotency keys, and places for generations. */
final class CallerOperators extends SequenceOperators {

  private static final String AUTHORIZATION = "Authorization";
  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String OTHER = "Bearer sk-sandbox-other";
  private static final String ENTERPRISE = "Bearer sk-sandbox-enterprise";

  CallerOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      quotas(operation);
      if (!operation.anonymous()) {
        answers(operation);
      }
      if (operation.paid()) {
        keys(operation);
        places(operation);
      }
    }
  }

  private void answers(Operation operation) {
    add("callers mixed", operation, "200", "the answer of the caller before", () -> {
      Map<String, Exchange> last = new HashMap<>();
      return (original, server) -> {
        String at = original.request().requestTarget();
        Exchange before = last.put(at, original);
        boolean mixed = before != null && !before.request().header(AUTHORIZATION).equals(original.request().header(AUTHORIZATION));
        return mixed ? Answers.body(original, before.body()) : original;
      };
    });
    ask("callers mixed", operation, "200", "the second user taken for the first",
        request -> request.header(AUTHORIZATION).equals(OTHER) ? request.with(AUTHORIZATION, "Bearer " + Persona.PRO.key()) : request);
  }

  private void quotas(Operation operation) {
    counted(operation, "requests of another user count too", request -> request.header(AUTHORIZATION).equals(OTHER));
    counted(operation, "requests without a key count too", request -> request.header(AUTHORIZATION).isEmpty());
    counted(operation, "requests with a bad key count too", request -> request.header(AUTHORIZATION).startsWith("Bearer sk-unknown"));
    add("quota apart", operation, ANY, "the second key of a user has a quota of its own", () -> {
      int[] used = new int[1];
      return (original, server) -> {
        boolean second = original.request().header(AUTHORIZATION).endsWith("-pro-2");
        String left = Integer.toString(499 - (second ? used[0]++ : 0));
        return second ? Answers.header(original, REMAINING, value -> left) : original;
      };
    });
  }

  private interface Selector {
    boolean selects(ApiRequest request);
  }

  /** Counts requests of others for the first user. */
  private void counted(Operation operation, String how, Selector selector) {
    add("quota apart", operation, ANY, how, () -> (original, server) -> {
      if (!selector.selects(original.request())) {
        return original;
      }
      server.apply(SandboxRequest.valid(contract.operation("getCredits")).to(baseUrl));
      return new Exchange(original.request(), original.status(), original.headers(), original.body());
    });
  }

  private void keys(Operation operation) {
    add("key kept", operation, "200", "one idempotency key for all users", () -> {
      Map<String, Exchange> first = new HashMap<>();
      return (original, server) -> original.request().header(KEY).isEmpty() ? original
          : Answers.again(first.computeIfAbsent(original.request().header(KEY), k -> original), original);
    });
    add("key kept", operation, ANY, "an idempotency key that a failure uses up", () -> {
      Map<String, Exchange> failed = new HashMap<>();
      return (original, server) -> {
        String key = original.request().header(AUTHORIZATION) + original.request().header(KEY);
        if (!original.request().header(KEY).isEmpty() && original.status() >= 400) {
          failed.putIfAbsent(key, original);
        }
        return Answers.again(failed.getOrDefault(key, original), original);
      };
    });
    add("key kept", operation, "200", "an idempotency key that never ends", () -> {
      Map<String, Exchange> first = new HashMap<>();
      return (original, server) -> {
        String key = original.request().header(AUTHORIZATION) + original.request().header(KEY);
        if (original.request().header(KEY).isEmpty() || first.putIfAbsent(key, original) == null) {
          return original;
        }
        return Answers.with(Answers.fields(Answers.again(first.get(key), original), "Idempotency-Replayed", f -> List.of()), "Idempotency-Replayed", "true");
      };
    });
    ask("key kept", operation, "200", "an idempotency key for each key of a user", request -> request.header(KEY).isEmpty()
        || !request.header(AUTHORIZATION).endsWith("-pro-2") ? request : request.with(KEY, "second" + request.header(KEY)));
    ask("key kept", operation, ANY, "idempotency keys in small letters", request -> request.header(KEY).matches(".*[A-Z].*")
        ? request.with(KEY, request.header(KEY).toLowerCase(Locale.ROOT)) : request);
    ask("key kept", operation, ANY, "idempotency keys without their quotes", request -> request.header(KEY).isEmpty() ? request
        : request.with(KEY, request.header(KEY).replace("\"", "")));
    ask("key kept", operation, ANY, "idempotency keys cut to 64 characters", request -> request.header(KEY).length() > 64
        ? request.with(KEY, request.header(KEY).substring(0, 64)) : request);
    ask("key kept", operation, "409", "an idempotency key for each operation", request -> request.header(KEY).isEmpty() ? request
        : request.with(KEY, operation.id() + request.header(KEY).hashCode()));
  }

  private void places(Operation operation) {
    ask("places", operation, "429", "no limit of generations", request -> request.with(AUTHORIZATION, ENTERPRISE));
    add("places", operation, ANY, "a place that is never free again", () -> {
      Map<String, Exchange> full = new HashMap<>();
      return (original, server) -> {
        String caller = original.request().header(AUTHORIZATION);
        if (original.status() == 429 && original.errorMessage().startsWith("Concurrent")) {
          full.put(caller, original);
        }
        return original.status() == 200 ? Answers.again(full.getOrDefault(caller, original), original) : original;
      };
    });
    add("places", operation, ANY, "a place for each refused submission", () -> {
      Map<String, Integer> refused = new HashMap<>();
      return (original, server) -> {
        int taken = refused.merge(original.request().header(AUTHORIZATION), original.status() == 400 ? 1 : 0, Integer::sum);
        return original.status() == 200 && taken > 1 ? server.apply(original.request().with(AUTHORIZATION, "Bearer sk-sandbox-busy")) : original;
      };
    });
    if (operation.id().equals("generateMedia")) {
      add("places", operation, "200", "a place that a failed generation does not free", () -> {
        Map<String, Integer> failed = new HashMap<>();
        return (original, server) -> {
          String text = new String(original.request().body(), StandardCharsets.UTF_8);
          int taken = failed.merge(original.request().header(AUTHORIZATION), text.contains("sandbox:fail") ? 1 : 0, Integer::sum);
          return taken > 1 ? server.apply(original.request().with(AUTHORIZATION, "Bearer sk-sandbox-busy")) : original;
        };
      });
    }
    add("places", operation, "200", "one place fewer", () -> {
      Map<String, Integer> taken = new HashMap<>();
      return (original, server) -> taken.merge(original.request().header(AUTHORIZATION), 1, Integer::sum) % 2 == 1 ? original
          : server.apply(original.request().with(AUTHORIZATION, "Bearer sk-sandbox-busy"));
    });
  }
}
