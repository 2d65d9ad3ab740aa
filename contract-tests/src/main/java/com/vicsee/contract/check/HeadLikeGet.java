package com.vicsee.contract.check;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** HEAD is answered like GET, without a body (RFC 9110, section 9.3.2). */
public final class HeadLikeGet implements Scenario {

  private static final Set<String> OF_THE_BODY = Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.method().equals("GET")) {
        compare(probe, operation, probe.valid(operation));
        compare(probe, operation, probe.valid(operation).with("Authorization", "Bearer nobody"));
      }
    }
  }

  private static void compare(Probe probe, Operation operation, ApiRequest request) {
    Exchange get = probe.send(operation, request);
    Exchange head = probe.send(operation, request.withMethod("HEAD"));
    boolean alike = head.status() == get.status() && names(head).equals(names(get)) && head.body().length == 0
        && head.header("Content-Type").equals(get.header("Content-Type"));
    probe.expect(alike, operation.id(), head, "HTTP " + head.status() + ' ' + names(head) + ", " + head.body().length + " bytes",
        "HTTP " + get.status() + ' ' + names(get) + ", no body, as GET is answered", operation.pointer());
  }

  private static Set<String> names(Exchange exchange) {
    return exchange.headers().stream().map(f -> f.name().toLowerCase(Locale.ROOT)).filter(n -> !OF_THE_BODY.contains(n))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
