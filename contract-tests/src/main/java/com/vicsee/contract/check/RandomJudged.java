package com.vicsee.contract.check;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.input.RandomInputs;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * Random bodies: a valid one never causes a failure of the server, and an invalid one is always refused. A failing body is shrunk, and reported with
 * its seed.
 */
public final class RandomJudged implements Scenario {

  private static final int TOGETHER = 8;

  @Override
  public int turn() {
    return 90;
  }

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.body().isPresent()) {
        probe.asAnyUser();
        RandomInputs inputs = new RandomInputs(probe.contract(), probe.schemas(), operation, probe.world().seed());
        boolean free = probe.world().isSandbox() || !operation.paid();
        if (!free) {
          probe.skip("each valid body of " + operation.id() + " costs credits");
        }
        long tries = Math.min(probe.world().tries(), probe.share());
        for (int i = 0; i < tries; i++) {
          if (free) {
            if (operation.paid() && i % TOGETHER == 0) {
              probe.refresh();
            }
            judge(probe, operation, inputs.valid(), true);
          }
          judge(probe, operation, inputs.invalid(), false);
        }
      }
    }
  }

  private static void judge(Probe probe, Operation operation, JsonNode body, boolean valid) {
    Exchange exchange = send(probe, operation, body);
    if (good(exchange, valid)) {
      return;
    }
    String schema = operation.body().orElseThrow().schema();
    JsonNode small = RandomInputs.shrink(body, smaller -> probe.schemas().isValid(schema, smaller) == valid
        && !good(send(probe, operation, smaller), valid));
    Exchange shown = send(probe, operation, small);
    probe.broken(operation.id(), shown, shown.summary() + " for " + small, (valid ? "no fault of the server" : "HTTP 400")
        + " for a random " + (valid ? "valid" : "invalid") + " body (seed " + probe.world().seed() + ')', schema);
  }

  private static boolean good(Exchange exchange, boolean valid) {
    return valid ? exchange.status() < 500 : exchange.status() == 400;
  }

  private static Exchange send(Probe probe, Operation operation, JsonNode body) {
    return probe.send(operation,
        probe.as(probe.richKey(), operation).withBody(body.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
