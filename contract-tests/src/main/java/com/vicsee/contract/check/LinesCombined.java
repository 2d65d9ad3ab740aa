package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Several lines of a field count as one list, and a repeated field that is not a list is refused. */
public final class LinesCombined implements Scenario {

  private static final String TYPE = "Content-Type";

  @Override
  public int turn() {
    return 65;
  }

  @Override
  public void run(Probe probe) {
    Fields fields = probe.contract().fields();
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      ApiRequest request = probe.valid(operation);
      expect(probe, operation, twice(request, "Accept", "image/x-none", "application/json"), probe.usual(operation), "two lines of Accept");
      if (!isDirect(probe)) {
        continue;
      }
      if (operation.body().isPresent()) {
        expect(probe, operation, twice(request, TYPE, "application/json", "application/json"), 400, "two lines of " + TYPE);
      }
      if (operation.parameters().stream().anyMatch(p -> p.name().equals(fields.idempotencyKey()))) {
        expect(probe, operation, twice(request, fields.idempotencyKey(), "proof-1", "proof-2"), 400, "two lines of " + fields.idempotencyKey());
      }
    }
    Operation download = probe.operation("downloadResult");
    if (probe.succeeds(download)) {
      ApiRequest request = probe.changed(download, Probe.object().set("parameters", Probe.object().put("mode", "proxy")));
      String tag = Gateway.ownTag(probe.send(download, request));
      expect(probe, download, twice(request, "If-None-Match", "\"other\"", tag), 304, "two lines of If-None-Match");
      expect(probe, download, twice(request, "If-Match", "\"other\"", tag), 200, "two lines of If-Match");
    }
    if (!isDirect(probe)) {
      probe.skip("fields that are no lists, whose lines a gateway may join");
    }
  }

  private static boolean isDirect(Probe probe) {
    return probe.world().isSandbox() && probe.world().gateway().isEmpty();
  }

  /** A map has a name once, so the second line has its name in small letters. */
  private static ApiRequest twice(ApiRequest request, String name, String first, String second) {
    Map<String, String> headers = new LinkedHashMap<>(request.with(name, first).headers());
    headers.put(name.toLowerCase(Locale.ROOT), second);
    return new ApiRequest(request.method(), request.url(), headers, request.body());
  }

  private static void expect(Probe probe, Operation operation, ApiRequest request, int status, String what) {
    Exchange exchange = probe.send(operation, request);
    probe.expect(exchange.status() == status, Elements.promise("lines-combined"), exchange, "HTTP " + status + " to " + what, "/info/description");
  }
}
