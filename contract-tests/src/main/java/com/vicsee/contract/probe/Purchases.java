package com.vicsee.contract.probe;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Buys something and waits for a free place, where the plan of the caller has few of them. */
public final class Purchases {

  private static final String GENERATE = "generateMedia";
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int PAUSES = 20;

  private Purchases() {}

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

  /** The operation that generates media. */
  public static Operation generate(Probe probe) {
    return probe.operation(GENERATE);
  }

  /** The first example of a generation with another prompt, if the budget allows it. */
  public static Optional<ApiRequest> withPrompt(Probe probe, String prompt) {
    Operation generate = generate(probe);
    ObjectNode body = (ObjectNode) generate.body().orElseThrow().first().deepCopy();
    return probe.purchase(generate, body.put("prompt", prompt));
  }

  /** Reads a task with a key. */
  public static JsonNode task(Probe probe, String id, String key) {
    Operation read = probe.operation("getTask");
    ObjectNode change = Probe.object().put("key", key);
    change.putObject("parameters").put("id", id);
    return probe.send(read, probe.changed(read, change)).data();
  }
}
