package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.Map;

/** Pages of any origin may read results and uploads, but no page may read the API, because it would have to contain a key. */
public final class OriginsApart implements Scenario {

  private static final String ORIGIN = "https://pages.example";
  private static final String ALLOW = "Access-Control-Allow-Origin";

  @Override
  public int turn() {
    return 65;
  }

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      ApiRequest request = probe.valid(operation).with("Origin", ORIGIN);
      closed(probe, operation, request);
      closed(probe, operation, request.withMethod("OPTIONS").with("Access-Control-Request-Method", operation.method()));
    }
    Operation download = probe.operation("downloadResult");
    if (probe.world().isSandbox()) {
      open(probe, probe.send(download, probe.valid(download)), "url");
    } else {
      probe.skip("whether pages may read a result, since a store of another owner may serve it");
    }
  }

  private static void closed(Probe probe, Operation operation, ApiRequest request) {
    Exchange exchange = probe.send(operation, request);
    probe.expect(exchange.header(ALLOW).isEmpty(), Elements.promise("origins-apart"), exchange, ALLOW + ": " + exchange.header(ALLOW).orElse("none"),
        "no " + ALLOW + ", since no page may read the API", "/info/description");
  }

  private static void open(Probe probe, Exchange answer, String link) {
    String url = answer.data().path(link).asString("");
    Exchange read = probe.follow(new ApiRequest("GET", url, Map.of("Origin", ORIGIN), new byte[0]));
    probe.expect(read.status() == 200 && read.header(ALLOW).filter(v -> v.equals("*") || v.equals(ORIGIN)).isPresent(), Elements.promise("origins-apart"), answer,
        "HTTP " + read.status() + " with " + ALLOW + ": " + read.header(ALLOW).orElse("none") + " at " + url, ALLOW + " for any origin", "/info/description");
  }
}
