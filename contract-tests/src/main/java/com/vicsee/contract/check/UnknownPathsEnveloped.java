package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.List;

/** The server answers unknown and malformed paths below the base URL as the contract says. */
public final class UnknownPathsEnveloped implements Scenario {

  private static final List<String> PATHS = List.of("/", "/no-such-path", "/credits/", "/credits/x", "/Credits", "/credits;x=1", "//credits",
      "/credits%2F", "/credits%00", "/%2e%2e/credits", "/../credits", "/credits.json", "/%", "/%zz", "/tasks/", "/tasks/a%2Fb",
      "/tasks/a/b", "/actuator", "/error", "/tasks/%00", "/credits\\", "/tasks/ä", "/tasks/" + "x".repeat(4000));

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    Operation operation = probe.operation("getTask");
    for (String path : probe.tenth(PATHS)) {
      Exchange exchange = probe.send(operation, probe.changed(operation, Probe.object().put("path", path)));
      probe.expect(exchange.status() == 404 || exchange.status() == 400, Elements.status("getTask", "404"), exchange,
          "HTTP 404, or 400 when the path is malformed", "/components/responses/PathNotFound");
    }
  }
}
