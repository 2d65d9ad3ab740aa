package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.probe.Unreached;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each operation succeeds with its plain request, and the request of each example (`x-sandbox`) gets an answer like the example. */
public final class ExamplesReproduced implements Scenario {

  /** A server refuses with a higher status only after it has looked up the task. */
  private static final int NOT_ACCEPTABLE = 406;

  @Override
  public int turn() {
    return 20;
  }

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      succeeds(probe, operation);
      for (Example example : operation.examples()) {
        example.sandbox().ifPresent(change -> reproduce(probe, operation, example, change));
      }
    }
  }

  private static void succeeds(Probe probe, Operation operation) {
    Optional<Example> first = operation.examples().stream().findFirst();
    if (probe.succeeds(operation) && first.isPresent()) {
      Exchange exchange = probe.send(first.get(), probe.valid(operation));
      probe.expect(exchange.status() == 200, Elements.status(operation.id(), "200"), exchange, "HTTP 200 for the plain request",
          operation.pointer());
      // The detected input describes the input of the example.
      JsonNode documented = first.get().value().at("/data/input");
      JsonNode received = exchange.json().map(j -> j.at("/data/input")).orElse(documented);
      probe.expect(!probe.world().isSandbox() || documented.equals(received), Elements.example(first.get()), exchange, "input " + received,
          "input " + documented, first.get().pointer());
    }
  }

  private static void reproduce(Probe probe, Operation operation, Example example, JsonNode change) {
    boolean big = change.path("padTo").intValue(0) > 0 && !probe.world().limits().takesBigBodies();
    if (!probe.world().isSandbox() && (!example.isError() || big || !isPortable(change))) {
      probe.skip("the examples that need a persona, a trigger or a fixed task of the sandbox");
      return;
    }
    if (!operation.paid() && !probe.succeeds(operation) && example.statusCode() > NOT_ACCEPTABLE) {
      probe.skip("the examples that need a completed task");
      return;
    }
    try {
      probe.send(example, probe.changed(operation, change));
    } catch (Unreached e) {
      probe.skip(e.reason());
    }
  }

  /** Whether any server can give this answer: without a persona, a trigger word or a fixed task. */
  private static boolean isPortable(JsonNode change) {
    ObjectNode rest = (ObjectNode) change.deepCopy();
    // A malformed key is refused on any server.
    if (!change.path("key").asString("").startsWith("sk-")) {
      rest.remove("key");
    }
    rest.withObject("/headers").remove("Authorization");
    return !rest.toString().contains("sandbox");
  }
}
