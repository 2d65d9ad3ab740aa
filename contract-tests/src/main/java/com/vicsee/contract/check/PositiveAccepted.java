package com.vicsee.contract.check;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.input.Input;
import com.vicsee.contract.input.Inputs;
import com.vicsee.contract.probe.BigBodies;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The server accepts each valid body, up to each bound. A model may accept less than the schema, so it is enough that a value is accepted in one of the example
 * bodies.
 */
public final class PositiveAccepted implements Scenario {

  private static final int TOGETHER = 8;

  @Override
  public int turn() {
    return 85;
  }

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid() && !probe.world().isSandbox()) {
        probe.skip("each valid body of " + operation.id() + " costs credits");
      } else if (operation.body().isPresent()) {
        run(probe, operation);
      }
    }
  }

  private static void run(Probe probe, Operation operation) {
    Inputs inputs = new Inputs(probe.contract(), probe.schemas(), operation);
    Map<String, Exchange> open = new LinkedHashMap<>();
    Map<String, Input> tried = new LinkedHashMap<>();
    BigBodies big = new BigBodies();
    int bought = 0;
    for (JsonNode base : operation.body().orElseThrow().examples().values()) {
      for (Input input : inputs.of(base)) {
        String key = input.element() + ' ' + input.what();
        boolean taken = tried.containsKey(key) && !open.containsKey(key);
        if (input.valid() && !taken && !big.wants(input)) {
          big.inherit(probe, input);
        } else if (input.valid() && !taken) {
          if (operation.paid() && ++bought % TOGETHER == 0) {
            // A reset spares the sandbox the generation of media that no check reads.
            probe.refresh();
          }
          Exchange exchange = probe.send(operation, probe.request(operation, input));
          tried.put(key, input);
          if (refused(probe, exchange)) {
            open.put(key, probe.kept(exchange));
          } else {
            open.remove(key);
            probe.proven(input.element(), exchange);
            big.proven(probe, input, exchange);
          }
        }
      }
    }
    open.forEach((key, exchange) -> probe.broken(tried.get(key).element(), exchange,
        exchange.summary() + " for " + tried.get(key).field() + ' ' + tried.get(key).what(), "a valid body is accepted",
        tried.get(key).pointer()));
  }

  /** Whether the server refused the form of the body. A specific code, such as that of an unknown model, is about its content. */
  private static boolean refused(Probe probe, Exchange exchange) {
    String code = exchange.errorCode().orElse("");
    return exchange.status() >= 500 || exchange.status() == 400
        && (code.equals(probe.contract().code("invalidParameter")) || code.equals(probe.contract().code("invalidJson")));
  }
}
