package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import java.util.List;

/** The server echoes a valid request id, and replaces an invalid or absent one. */
public final class RequestIdEchoed implements Scenario {

  private static final String HEADER = "X-Request-Id";

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      Parameter parameter = operation.parameters().stream().filter(p -> p.name().equals(HEADER)).findFirst().orElseThrow();
      String request = Elements.parameter(operation.id(), parameter);
      ApiRequest valid = probe.valid(operation);
      if (probe.send(operation, valid).isCached()) {
        probe.skip("the request id of cached answers");
        continue;
      }
      String longest = "a.B_9-".repeat(22).substring(0, 128);
      boolean all = true;
      for (String id : probe.some(List.of("r", longest, "req-1"))) {
        all &= echoes(probe, operation, valid.with(HEADER, id), id);
        all &= echoes(probe, operation, valid.with("Authorization", "Bearer none").with(HEADER, id), id);
      }
      for (String id : probe.some(List.of(longest + 'a', "a b", "<b>", "ä"))) {
        all &= replaces(probe, operation, valid.with(HEADER, id), id);
      }
      Exchange first = probe.send(operation, valid);
      Exchange second = probe.send(operation, valid);
      all &= probe.expect(!first.header(HEADER).equals(second.header(HEADER)), Elements.header(operation.id(), Integer.toString(second.status()), HEADER),
          second, "twice " + second.header(HEADER).orElse("none"), "an id of each request", parameter.pointer());
      if (all) {
        probe.proven(request, second);
        probe.contract().at(parameter.schema()).propertyNames().forEach(k -> probe.proven(Elements.constraint(request, k), second));
      }
    }
  }

  private static boolean echoes(Probe probe, Operation operation, ApiRequest request, String id) {
    Exchange exchange = probe.send(operation, request);
    String element = Elements.header(operation.id(), Integer.toString(exchange.status()), HEADER);
    return probe.expect(exchange.header(HEADER).orElse("").equals(id), element, exchange,
        HEADER + ": " + exchange.header(HEADER).orElse("none"), HEADER + ": " + id + ", as it was sent",
        "/components/headers/X-Request-Id");
  }

  private static boolean replaces(Probe probe, Operation operation, ApiRequest request, String id) {
    Exchange exchange = probe.send(operation, request);
    String element = Elements.header(operation.id(), Integer.toString(exchange.status()), HEADER);
    return probe.expect(!exchange.header(HEADER).orElse("").equals(id) && exchange.status() == probe.usual(operation), element, exchange,
        "HTTP " + exchange.status() + ' ' + HEADER + ": " + exchange.header(HEADER).orElse("none"),
        "HTTP " + probe.usual(operation) + " with an id of the server's own in place of an invalid one", "/components/parameters/RequestId");
  }
}
