package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import com.vicsee.contract.spec.SandboxRequest;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Query parameters accept each value of their enum and refuse all others with an error that names the parameter; the filter of the list of models works. */
public final class FiltersApplied implements Scenario {

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      for (Parameter parameter : operation.parameters()) {
        JsonNode values = probe.contract().at(parameter.schema()).path("enum");
        if (parameter.in().equals("query") && !values.isEmpty() && !probe.succeeds(operation)) {
          probe.skip(operation.id() + " needs a completed task");
        } else if (parameter.in().equals("query") && !values.isEmpty()) {
          run(probe, operation, parameter, values);
        }
      }
    }
  }

  private static void run(Probe probe, Operation operation, Parameter parameter, JsonNode values) {
    String element = Elements.parameter(operation.id(), parameter);
    boolean all = true;
    for (JsonNode value : values) {
      Exchange exchange = probe.send(operation, probe.changed(operation,
          SandboxRequest.parameter(parameter.name(), value.stringValue())));
      all &= probe.expect(exchange.status() == 200 && filtered(operation, exchange, value), Elements.value(element, value.stringValue()),
          exchange, "HTTP 200 for " + value, parameter.pointer());
    }
    String first = values.get(0).stringValue();
    for (String other : List.of("", "x", first.toUpperCase(Locale.ROOT), first + ' ', first + ',' + first)) {
      Exchange exchange = probe.send(operation, probe.changed(operation, SandboxRequest.parameter(parameter.name(), other)));
      all &= probe.expect(exchange.status() == 400 && exchange.text().contains(parameter.name()), element, exchange,
          "HTTP 400 that names " + parameter.name() + " for \"" + other + '"', parameter.pointer());
    }
    if (all) {
      Exchange last = probe.send(operation, probe.valid(operation));
      for (String keyword : List.of("type", "enum")) {
        probe.proven(Elements.constraint(element, keyword), last);
      }
    }
  }

  private static boolean filtered(Operation operation, Exchange exchange, JsonNode value) {
    JsonNode data = exchange.data();
    return !operation.id().equals("listModels")
        || !data.isEmpty() && data.valueStream().allMatch(model -> model.path("type").equals(value));
  }
}
