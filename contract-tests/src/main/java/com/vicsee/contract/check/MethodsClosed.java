package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Methods;
import com.vicsee.contract.spec.Operation;
import java.util.Set;
import java.util.TreeSet;

/** The server refuses undeclared methods, and `Allow` lists the declared ones (RFC 9110, section 15.5.6). */
public final class MethodsClosed implements Scenario {

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      Set<String> declared = Methods.declared(probe.contract(), operation);
      for (String method : probe.some(Methods.undeclared(probe.contract(), operation, !probe.world().isSandbox()))) {
        refuses(probe, operation, method, declared);
      }
    }
  }

  private static void refuses(Probe probe, Operation operation, String method, Set<String> declared) {
    Exchange exchange = probe.send(operation, probe.valid(operation).withMethod(method).withBody(new byte[0]));
    Set<String> allowed = new TreeSet<>(exchange.list("Allow"));
    // A server may answer OPTIONS for any path (RFC 9110, section 9.3.7), and list it.
    allowed.remove("OPTIONS");
    probe.expect(exchange.status() == 405 && allowed.equals(declared), Elements.header(operation.id(), "405", "Allow"), exchange,
        exchange.summary() + " with Allow: " + allowed, "HTTP 405 with Allow: " + declared, "/components/headers/Allow");
  }
}
