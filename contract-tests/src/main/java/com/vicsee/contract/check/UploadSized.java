package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An upload of the greatest size for its type is signed, and one byte more is refused. */
public final class UploadSized implements Scenario {

  private static final String CREATE = "createUpload";
  private static final String TYPES = "/components/schemas/UploadContentType/x-upload-types";

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    Set<String> seen = new HashSet<>();
    for (JsonNode type : probe.contract().at(TYPES)) {
      // On another server one type of each kind of media is enough.
      if (seen.add(type.path("mediaType").asString("")) || probe.world().isSandbox()) {
        long most = type.path("maxBytes").longValue(0);
        expect(probe, type, most, "200");
        expect(probe, type, most + 1, "413");
      }
    }
  }

  private static void expect(Probe probe, JsonNode type, long size, String status) {
    Operation create = probe.operation(CREATE);
    ObjectNode body = Probe.object().put("contentType", type.path("contentType").asString("")).put("sizeBytes", size);
    Exchange exchange = probe.send(create, probe.changed(create, Probe.object().set("body", body)));
    probe.expect(Integer.toString(exchange.status()).equals(status), Elements.status(CREATE, status), exchange, "HTTP " + status + " for " + body, TYPES);
  }
}
