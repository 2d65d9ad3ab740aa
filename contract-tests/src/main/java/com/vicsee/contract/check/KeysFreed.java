package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An idempotency key is free again after a failure and after its retention, belongs to one operation, and differs from a key that is spelt differently, even
 * only in case.
 */
public final class KeysFreed implements Scenario {

  private static final String POINTER = "/components/parameters/IdempotencyKey/description";
  private static final Duration LITTLE = Duration.ofMinutes(5);

  /** Two keys that a server may confuse. */
  private record Pair(String one, String other) {}

  @Override
  public int turn() {
    return 55;
  }

  @Override
  public void run(Probe probe) {
    List<Operation> paid = probe.contract().operations().stream().filter(Operation::paid).toList();
    for (Operation operation : paid) {
      Optional<ApiRequest> purchase = Purchases.of(probe, operation);
      if (purchase.isEmpty()) {
        return;
      }
      probe.refresh();
      failures(probe, operation, purchase.get());
      if (probe.world().isSandbox()) {
        ofOneOperation(probe, operation, purchase.get());
        ofOneSpelling(probe, operation, purchase.get());
        refusedAgain(probe, operation);
        expired(probe, operation, purchase.get());
      }
    }
  }

  /** After each refusal the same key buys, as if it were new. */
  private static void failures(Probe probe, Operation operation, ApiRequest purchase) {
    Fields fields = probe.contract().fields();
    for (ApiRequest refused : refusals(probe, operation)) {
      String key = UUID.randomUUID().toString();
      probe.refresh();
      Exchange failure = probe.sendOnce(operation, refused.with(fields.idempotencyKey(), key));
      Exchange success = Purchases.buy(probe, operation, purchase.with("Authorization", refused.header("Authorization")).with(fields.idempotencyKey(), key));
      probe.expect(failure.status() >= 400 && success.status() == 200 && !fields.isReplay(success), Elements.promise("keys-freed"), success,
          success.summary() + " after HTTP " + failure.status(), "a new task, since the key is free after a failure", POINTER);
    }
  }

  private static List<ApiRequest> refusals(Probe probe, Operation operation) {
    List<ApiRequest> requests = new ArrayList<>();
    requests.add(probe.changed(operation, Probe.object().put("rawBody", "{")));
    if (!probe.world().isSandbox()) {
      return requests;
    }
    for (Example example : operation.errorExamples()) {
      boolean late = List.of("500", "502").contains(example.status()) && example.sandbox().filter(s -> s.has("body")).isPresent();
      if (late || example.status().equals("400") && example.sandbox().filter(s -> s.has("body")).isPresent()) {
        requests.add(probe.changed(operation, example.sandbox().get()));
      }
    }
    return requests;
  }

  /** The contract says that the key then belongs to another request. */
  private static void ofOneOperation(Probe probe, Operation operation, ApiRequest purchase) {
    Fields fields = probe.contract().fields();
    String key = UUID.randomUUID().toString();
    probe.send(operation, purchase.with(fields.idempotencyKey(), key));
    for (Operation other : List.of(probe.operation("generateMedia"), probe.operation("upscaleImage"), probe.operation("upscaleVideo"))) {
      if (!other.id().equals(operation.id())) {
        Exchange exchange = probe.send(other, probe.valid(other).with(fields.idempotencyKey(), key));
        probe.expect(exchange.status() == 409, Elements.promise("keys-freed"), exchange, "HTTP 409 for a key that belongs to a request of " + operation.id(),
            "/components/responses/IdempotencyConflict/description");
      }
    }
  }

  private static void ofOneSpelling(Probe probe, Operation operation, ApiRequest purchase) {
    Fields fields = probe.contract().fields();
    String key = "proof-" + UUID.randomUUID();
    int most = probe.contract().at("/components/parameters/IdempotencyKey/schema/maxLength").intValue();
    String longest = key + "-".repeat(most - key.length() - 1);
    for (Pair pair : List.of(new Pair(key, key.toUpperCase(Locale.ROOT)), new Pair(key, key + "-"), new Pair(key, key.substring(1)),
        new Pair(key, '"' + key + '"'), new Pair(longest + 'a', longest + 'b'))) {
      probe.refresh();
      Exchange first = probe.send(operation, purchase.with(fields.idempotencyKey(), pair.one()));
      Exchange second = probe.send(operation, purchase.with(fields.idempotencyKey(), pair.other()));
      probe.expect(!fields.isReplay(second) && !second.data().path("id").equals(first.data().path("id")), Elements.promise("keys-freed"), second,
          "a new task for another key", POINTER);
    }
  }

  /** A refusal for want of requests, credits or places keeps no key: the same request is refused in the same way, and is no replay. */
  private static void refusedAgain(Probe probe, Operation operation) {
    Fields fields = probe.contract().fields();
    for (Example example : operation.errorExamples()) {
      if (List.of("402", "429").contains(example.status()) && example.sandbox().isPresent()) {
        ApiRequest request = probe.changed(operation, example.sandbox().get()).with(fields.idempotencyKey(), UUID.randomUUID().toString());
        probe.refresh();
        Exchange failure = probe.sendOnce(operation, request);
        Exchange again = probe.sendOnce(operation, request);
        probe.expect(again.status() == failure.status() && !fields.isReplay(again), Elements.promise("keys-freed"), again,
            again.summary() + " after HTTP " + failure.status(), "the same refusal, since the key is free after a failure", POINTER);
      }
    }
  }

  private static void expired(Probe probe, Operation operation, ApiRequest purchase) {
    Fields fields = probe.contract().fields();
    Duration retention = Duration.parse(probe.contract().at("/x-idempotency/retention").asString(""));
    ApiRequest request = purchase.with(fields.idempotencyKey(), UUID.randomUUID().toString());
    probe.refresh();
    Exchange first = probe.send(operation, request);
    probe.advance(retention.minus(LITTLE));
    Exchange replay = probe.send(operation, request);
    probe.expect(fields.isReplay(replay) && replay.data().equals(first.data()), Elements.promise("keys-freed"), replay,
        "the first answer for " + retention.toHours() + " hours", "/x-idempotency/retention");
    probe.advance(LITTLE.multipliedBy(2));
    Exchange anew = probe.send(operation, request);
    probe.expect(anew.status() == 200 && !fields.isReplay(anew), Elements.promise("keys-freed"), anew,
        "a new task after " + retention.toHours() + " hours", "/x-idempotency/retention");
    probe.refresh();
  }
}
