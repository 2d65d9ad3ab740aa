package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The server echoes a valid request id, and replaces an invalid or absent one. */
public final class RequestIdEchoed implements Scenario {

  @Override
  public void run(Probe probe) {
    Fields fields = probe.contract().fields();
    probe.asAnyUser();
    Set<String> made = new HashSet<>();
    for (Operation operation : probe.contract().operations()) {
      Parameter parameter = operation.parameters().stream().filter(p -> p.name().equals(fields.requestId())).findFirst().orElseThrow();
      String request = Elements.parameter(operation.id(), parameter);
      ApiRequest valid = probe.valid(operation);
      if (probe.send(operation, valid).isCached()) {
        probe.skip("the request id of cached answers");
        continue;
      }
      String longest = "a.B_9-".repeat(22).substring(0, 128);
      boolean all = true;
      for (String id : probe.some(List.of("r", longest, "req-1"))) {
        all &= echoes(probe, operation, valid.with(fields.requestId(), id), id);
        all &= echoes(probe, operation, valid.with("Authorization", "Bearer none").with(fields.requestId(), id), id);
      }
      for (String id : probe.some(List.of(longest + 'a', "a b", "<b>", "ä"))) {
        all &= replaces(probe, operation, valid.with(fields.requestId(), id), id);
      }
      Exchange first = probe.send(operation, valid);
      Exchange second = probe.send(operation, valid);
      all &= probe.expect(made.add(first.header(fields.requestId()).orElse("")) && made.add(second.header(fields.requestId()).orElse("")), Elements.header(operation.id(), Integer.toString(second.status()), fields.requestId()),
          second, first.header(fields.requestId()).orElse("none") + " and " + second.header(fields.requestId()).orElse("none"), "an id of each request", parameter.pointer());
      if (all) {
        probe.proven(request, second);
        probe.contract().at(parameter.schema()).propertyNames().forEach(k -> probe.proven(Elements.constraint(request, k), second));
      }
    }
  }

  private static boolean echoes(Probe probe, Operation operation, ApiRequest request, String id) {
    Fields fields = probe.contract().fields();
    Exchange exchange = probe.send(operation, request);
    String element = Elements.header(operation.id(), Integer.toString(exchange.status()), fields.requestId());
    return probe.expect(exchange.header(fields.requestId()).orElse("").equals(id), element, exchange,
        fields.requestId() + ": " + exchange.header(fields.requestId()).orElse("none"), fields.requestId() + ": " + id + ", as it was sent",
        Fields.pointer(fields.requestId()));
  }

  private static boolean replaces(Probe probe, Operation operation, ApiRequest request, String id) {
    Fields fields = probe.contract().fields();
    Exchange exchange = probe.send(operation, request);
    String element = Elements.header(operation.id(), Integer.toString(exchange.status()), fields.requestId());
    return probe.expect(!exchange.header(fields.requestId()).orElse("").equals(id) && exchange.status() == probe.usual(operation), element, exchange,
        "HTTP " + exchange.status() + ' ' + fields.requestId() + ": " + exchange.header(fields.requestId()).orElse("none"),
        "HTTP " + probe.usual(operation) + " with an id of the server's own in place of an invalid one", "/components/parameters/RequestId");
  }
}
