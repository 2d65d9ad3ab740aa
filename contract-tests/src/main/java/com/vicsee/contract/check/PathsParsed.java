package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import com.vicsee.contract.spec.SandboxRequest;
import java.util.List;

/** A path parameter that breaks its schema names no resource, so the answer is 404. */
public final class PathsParsed implements Scenario {

  private static final List<String> UNKNOWN = List.of("a", "x".repeat(64), "A-_9", "x".repeat(65), "a b", "ä", "a.b", "%", "a%00", "'--",
      "${x}", "../credits", "*");

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      for (Parameter parameter : operation.parameters()) {
        if (parameter.in().equals("path")) {
          run(probe, operation, parameter);
        }
      }
    }
  }

  private static void run(Probe probe, Operation operation, Parameter parameter) {
    String element = Elements.parameter(operation.id(), parameter);
    boolean all = true;
    for (String value : probe.some(UNKNOWN)) {
      Exchange exchange = probe.send(operation, probe.changed(operation, SandboxRequest.parameter(parameter.name(), value)));
      all &= probe.expect(exchange.status() == 404 || exchange.status() == 400 && value.contains("%"), element, exchange,
          "HTTP 404 for " + parameter.name() + " \"" + value + '"', parameter.pointer());
    }
    Exchange known = probe.send(operation, probe.valid(operation));
    all &= probe.expect(known.status() == probe.usual(operation), element, known, "HTTP " + probe.usual(operation) + " for the example",
        parameter.pointer());
    if (all && probe.succeeds(operation)) {
      probe.contract().at(parameter.schema()).propertyNames().forEach(k -> probe.proven(Elements.constraint(element, k), known));
    }
  }
}
