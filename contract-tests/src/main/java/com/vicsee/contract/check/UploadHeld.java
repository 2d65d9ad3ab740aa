package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A signed URL accepts what was announced and nothing else; its link serves nothing before the upload, and can be used as an input afterwards. */
public final class UploadHeld implements Scenario {

  private static final String CREATE = "createUpload";
  private static final Duration LITTLE = Duration.ofMinutes(2);
  private static final String PUT = "/components/schemas/Upload/properties/uploadUrl/description";
  private static final String USE = "/components/schemas/Upload/properties/publicUrl/description";

  @Override
  public void run(Probe probe) {
    if (!probe.world().isSandbox()) {
      probe.skip("what a signed place accepts, since the run could not remove it");
      return;
    }
    probe.refresh();
    Exchange picture = picture(probe);
    byte[] bytes = picture.body();
    Exchange signed = sign(probe, picture.mediaType(), bytes.length);
    JsonNode place = signed.data();
    String to = place.path("uploadUrl").asString("");
    String from = place.path("publicUrl").asString("");
    expect(probe, signed, probe.fetch(from).status() >= 400, "a public link that answers before the upload", "nothing there yet", USE);
    refused(probe, signed, "another content type", probe.put(to, "image/webp", bytes), from);
    refused(probe, signed, "a byte less", probe.put(to, picture.mediaType(), Arrays.copyOf(bytes, bytes.length - 1)), from);
    refused(probe, signed, "a byte more", probe.put(to, picture.mediaType(), Arrays.copyOf(bytes, bytes.length + 1)), from);
    refused(probe, signed, "another signature", probe.put(to.substring(0, to.length() - 1) + (to.endsWith("A") ? 'B' : 'A'), picture.mediaType(), bytes), from);
    put(probe, signed, picture.mediaType(), new byte[bytes.length]);
    long before = probe.balance();
    used(probe, from, 400, "an upload that is no image");
    expect(probe, signed, probe.balance() == before, "credits taken for an upload that is no image", "nothing charged", USE);
    put(probe, signed, picture.mediaType(), bytes);
    used(probe, from, 200, "an upload as an input");
    ends(probe, signed, picture);
  }

  /** A second upload replaces the first until the signed URL ends, and not later. */
  private static void ends(Probe probe, Exchange signed, Exchange picture) {
    Optional<Instant> end = Exchange.parseTime(signed.data().path("expiresAt").asString(""));
    Optional<Instant> now = signed.time("Date");
    if (end.isEmpty() || now.isEmpty()) {
      return;
    }
    probe.advance(Duration.between(now.get(), end.get()).minus(LITTLE));
    put(probe, signed, picture.mediaType(), picture.body());
    probe.advance(LITTLE.multipliedBy(2));
    Exchange late = probe.put(signed.data().path("uploadUrl").asString(""), picture.mediaType(), picture.body());
    expect(probe, signed, late.status() >= 400, late.summary() + " after " + end.get(), "a refusal after expiresAt", PUT);
    probe.refresh();
  }

  /** A second upload replaces the first. */
  private static void put(Probe probe, Exchange signed, String type, byte[] bytes) {
    Exchange put = probe.put(signed.data().path("uploadUrl").asString(""), type, bytes);
    Exchange read = probe.fetch(signed.data().path("publicUrl").asString(""));
    expect(probe, signed, put.status() / 100 == 2 && Arrays.equals(read.body(), bytes), put.summary() + ", then " + read.summary(), "the bytes that were uploaded last", PUT);
  }

  /** A picture that the server itself has made. */
  private static Exchange picture(Probe probe) {
    Operation download = probe.operation("downloadResult");
    return probe.send(download, probe.changed(download, Probe.object().set("parameters", Probe.object().put("mode", "proxy"))));
  }

  private static Exchange sign(Probe probe, String type, int size) {
    Operation create = probe.operation(CREATE);
    return probe.send(create, probe.changed(create, Probe.object().set("body", Probe.object().put("contentType", type).put("sizeBytes", size))));
  }

  private static void refused(Probe probe, Exchange signed, String what, Exchange put, String from) {
    boolean closed = put.status() >= 400 || put.fault().isPresent();
    expect(probe, signed, closed && probe.fetch(from).status() >= 400, put.summary() + " to " + what, "a refusal that leaves the place empty", PUT);
  }

  /** The public link is an input of a paid operation. */
  private static void used(Probe probe, String link, int status, String what) {
    Operation upscale = probe.operation("upscaleImage");
    ObjectNode body = (ObjectNode) upscale.body().orElseThrow().first().deepCopy();
    for (Map.Entry<String, JsonNode> member : upscale.body().get().first().properties()) {
      if (member.getValue().asString("").contains("://")) {
        body.put(member.getKey(), link);
      }
    }
    Exchange exchange = probe.send(upscale, probe.changed(upscale, Probe.object().set("body", body)));
    probe.expect(exchange.status() == status, Elements.promise("upload-held"), exchange, "HTTP " + status + " for " + what, USE);
  }

  private static void expect(Probe probe, Exchange exchange, boolean holds, String received, String documented, String pointer) {
    probe.expect(holds, Elements.promise("upload-held"), exchange, received, documented, pointer);
  }
}
