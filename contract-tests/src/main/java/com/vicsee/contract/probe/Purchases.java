package com.vicsee.contract.probe;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Body;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Buys something and waits for a free place, where the plan of the caller has few of them. */
public final class Purchases {

  private static final String GENERATE = "generateMedia";
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int PAUSES = 20;

  /** A picture of 96 × 64 pixels. */
  public static final String PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGAAAABAAQAAAADNT0+jAAAAEElEQVR42mNgGAWjYBSQCwADQAAB8oOzpwAAAABJRU5ErkJggg==";

  private Purchases() {}

  /** A request that buys an operation, if the budget allows it and the server can read its input. */
  public static Optional<ApiRequest> of(Probe probe, Operation operation) {
    JsonNode example = operation.body().orElseThrow().first();
    boolean linked = !probe.world().isSandbox() && example.valueStream().anyMatch(v -> v.asString("").startsWith("https:"));
    // The example is a file of the sandbox.
    Optional<ObjectNode> own = linked ? withImage(probe, operation, PICTURE) : Optional.empty();
    Optional<ApiRequest> request = of(probe, operation, own.isPresent() ? own.get() : example);
    boolean reads = !linked || own.isPresent() || request.isEmpty()
        || probe.world().reads(operation.id(), () -> probe.send(operation, request.get()).status() != 400);
    if (!reads) {
      probe.skip(operation.id() + " needs an input that only the sandbox is sure to read");
    }
    return reads ? request : Optional.empty();
  }

  /** A request that buys a body, if the budget allows it. */
  public static Optional<ApiRequest> of(Probe probe, Operation operation, JsonNode body) {
    if (operation.paid() && probe.world().limits().credits() <= 0) {
      probe.skip(operation.id() + " costs credits, and the budget is used up");
      return Optional.empty();
    }
    return Optional.of(probe.changed(operation, Probe.object().set("body", body)));
  }

  /** The first example of an operation with another image as its input, if it takes a data URI as one. */
  public static Optional<ObjectNode> withImage(Probe probe, Operation operation, String image) {
    Body body = operation.body().orElseThrow();
    return body.first().properties().stream().filter(member -> member.getValue().asString("").startsWith("https:"))
        .map(member -> ((ObjectNode) body.first().deepCopy()).put(member.getKey(), image)).filter(changed -> probe.schemas().isValid(body.schema(), changed)).findFirst();
  }

  /** Sends a request that is paid. On another server it waits while as many generations are in progress as the plan allows. */
  public static Exchange buy(Probe probe, Operation operation, ApiRequest request) {
    Exchange exchange = probe.send(operation, request);
    for (int i = 0; i < PAUSES && !probe.world().isSandbox() && exchange.status() == 429; i++) {
      probe.pause(PAUSE);
      exchange = probe.send(operation, request);
    }
    if (!probe.world().isSandbox() && exchange.status() == 429) {
      throw new Unreached("no generation may start now, since others are in progress");
    }
    return exchange;
  }

  /** By how much the balance falls over a request that is free: observed until it does not fall, since other clients may use the account meanwhile. */
  public static List<Long> falls(Probe probe, Runnable request) {
    List<Long> falls = new ArrayList<>();
    do {
      long before = probe.balance();
      request.run();
      falls.add(before - probe.balance());
    } while (!falls.contains(0L) && falls.size() < probe.world().observations());
    return falls;
  }

  /** The operation that generates media. */
  public static Operation generate(Probe probe) {
    return probe.operation(GENERATE);
  }

  /** The first example of a generation with another prompt, if the budget allows it. */
  public static Optional<ApiRequest> withPrompt(Probe probe, String prompt) {
    Operation generate = generate(probe);
    ObjectNode body = (ObjectNode) generate.body().orElseThrow().first().deepCopy();
    return of(probe, generate, body.put("prompt", prompt));
  }

  /** Reads a task with a key. */
  public static JsonNode task(Probe probe, String id, String key) {
    Operation read = probe.operation("getTask");
    ObjectNode change = Probe.object().put("key", key);
    change.putObject("parameters").put("id", id);
    return probe.send(read, probe.changed(read, change)).data();
  }
}
