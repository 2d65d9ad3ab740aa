package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A signed URL accepts the bytes, and the public link serves them. The run uploads nothing to a server that is not the sandbox. */
public final class UploadArrives implements Scenario {

  private static final String CREATE = "createUpload";
  private static final int SIZE = 321;

  /** More than a server reads at once. */
  private static final int LARGE = 200_000;
  private static final List<String> LINKS = List.of("uploadUrl", "publicUrl");

  @Override
  public void run(Probe probe) {
    Operation create = probe.operation(CREATE);
    JsonNode types = probe.contract().at(create.body().orElseThrow().schema() + "/properties/contentType").path("enum");
    Set<String> seen = new HashSet<>();
    // Two are enough on another server, to see that they differ.
    for (JsonNode type : types.valueStream().limit(probe.world().isSandbox() ? types.size() : 2).toList()) {
      int size = seen.isEmpty() ? LARGE : SIZE;
      ObjectNode body = Probe.object().put("contentType", type.stringValue()).put("sizeBytes", size);
      Exchange signed = probe.send(create, probe.changed(create, Probe.object().set("body", body)));
      JsonNode data = signed.data();
      signed(probe, signed, data, seen);
      if (probe.world().isSandbox()) {
        arrives(probe, signed, data, type.stringValue(), size);
      }
    }
    if (!probe.world().isSandbox()) {
      probe.skip("whether the bytes arrive, since the run could not remove them");
    }
  }

  private static void signed(Probe probe, Exchange signed, JsonNode data, Set<String> seen) {
    String key = data.path("key").asString("");
    expect(probe, signed, "key", seen.add(key), "key " + key, "a key of its own for each upload");
    for (String link : LINKS) {
      String url = data.path(link).asString("");
      expect(probe, signed, link, seen.add(url), link + ' ' + url, "a link of its own for each upload");
      expect(probe, signed, "key", !key.isEmpty() && (url.contains(key) || decoded(url).contains(key)), "key " + key + " beside " + link + ' ' + url,
          "a key that is part of both links");
    }
  }

  private static void arrives(Probe probe, Exchange signed, JsonNode data, String type, int size) {
    byte[] bytes = new byte[size];
    new Random(probe.world().seed()).nextBytes(bytes);
    String to = data.path("uploadUrl").asString("");
    Exchange put = probe.put(to, type, bytes);
    expect(probe, signed, "uploadUrl", put.status() >= 200 && put.status() < 300, to + " answers the PUT with " + put.summary(), "a place that accepts the bytes");
    String from = data.path("publicUrl").asString("");
    Exchange read = probe.fetch(from);
    expect(probe, signed, "publicUrl", read.status() == 200 && Arrays.equals(read.body(), bytes) && read.mediaType().equals(type),
        from + " answers with " + read.summary(), "the " + size + " bytes that were sent, as " + type);
  }

  private static String decoded(String url) {
    try {
      return URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return url;
    }
  }

  private static void expect(Probe probe, Exchange exchange, String name, boolean holds, String received, String documented) {
    probe.expect(holds, Elements.property(CREATE, "200", "application/json", "$.data." + name), exchange, received, documented,
        "/components/schemas/Upload/properties/" + name);
  }
}
