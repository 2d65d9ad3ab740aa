package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The server answers range and conditional requests for the bytes of a result (RFC 9110, sections 13 and 14). */
public final class RangesServed implements Scenario {

  /** The conditions of a download, with the answer to nonsense: it names other bytes, or is ignored. */
  private static final Map<String, Integer> CONDITIONS = Map.of("Range", 200, "If-Range", 200, "If-None-Match", 200, "If-Match", 412);

  @Override
  public void run(Probe probe) {
    Operation download = probe.operation("downloadResult");
    if (!probe.succeeds(download)) {
      probe.skip("there is no completed task whose result could be downloaded");
      return;
    }
    ApiRequest request = probe.changed(download, Probe.object().set("parameters", Probe.object().put("mode", "proxy")));
    Exchange whole = probe.send(download, request);
    byte[] bytes = whole.body();
    String status = Elements.status("downloadResult", "206");
    int[][] ranges = {{0, 0}, {0, 99}, {10, 19}, {bytes.length - 1, bytes.length - 1}, {0, bytes.length - 1}};
    boolean all = true;
    for (int[] range : ranges) {
      all &= range(probe, download, request, bytes, "bytes=" + range[0] + '-' + range[1], range[0], range[1]);
    }
    all &= range(probe, download, request, bytes, "bytes=5-", 5, bytes.length - 1);
    all &= range(probe, download, request, bytes, "bytes=-7", bytes.length - 7, bytes.length - 1);
    all &= range(probe, download, request, bytes, "bytes=3-999999999", 3, bytes.length - 1);
    Exchange unit = probe.send(download, request.with("Range", "lines=0-1"));
    all &= probe.expect(unit.status() == 200 && Arrays.equals(unit.body(), bytes), "downloadResult", unit,
        "all bytes, since a server ignores an unknown range unit (RFC 9110, section 14.2)", "/components/parameters/Range");
    for (String ignored : new String[] {"bytes=9-3", "nonsense", "bytes=0-1, 3-4"}) {
      Exchange exchange = probe.send(download, request.with("Range", ignored));
      all &= probe.expect(exchange.status() == 200 && Arrays.equals(exchange.body(), bytes), "downloadResult", exchange,
          "all bytes for Range: " + ignored, "/components/parameters/Range");
    }
    Exchange head = probe.send(download, request.withMethod("HEAD").with("Range", "bytes=0-1"));
    all &= probe.expect(head.status() == 200 && isTag(head, whole) && isLengthOf(bytes, head), "downloadResult", head,
        head.summary() + " with " + head.values("ETag") + " and " + head.values("Content-Length"),
        "HTTP 200 for HEAD, which has no ranges, with the ETag and the length of the bytes", "/components/parameters/Range");
    conditional(probe, download, request, whole);
    expected(probe, download, request, whole);
    Exchange behind = probe.send(download, request.with("Range", "bytes=" + bytes.length + '-'));
    all &= probe.expect(behind.status() == 416 && behind.header("Content-Range").orElse("").equals("bytes */" + bytes.length),
        Elements.header("downloadResult", "416", "Content-Range"), behind,
        "HTTP " + behind.status() + " Content-Range: " + behind.header("Content-Range").orElse("none"),
        "HTTP 416 with bytes */" + bytes.length, "/components/headers/Content-Range");
    if (all) {
      probe.proven(status, behind);
    }
    for (Parameter parameter : download.parameters()) {
      if (CONDITIONS.containsKey(parameter.name())) {
        bounds(probe, download, request, parameter, all);
      }
    }
  }

  private static void bounds(Probe probe, Operation download, ApiRequest request, Parameter parameter, boolean all) {
    String element = Elements.parameter("downloadResult", parameter);
    int most = probe.contract().at(parameter.schema()).path("maxLength").intValue();
    Exchange longest = probe.send(download, request.with(parameter.name(), "x".repeat(most)));
    Exchange shortest = probe.send(download, request.with(parameter.name(), "x"));
    Exchange longer = probe.send(download, request.with(parameter.name(), "x".repeat(most + 1)));
    int usual = CONDITIONS.get(parameter.name());
    boolean good = probe.expect(longest.status() == usual && shortest.status() == usual, element, longest, "HTTP " + usual + " for nonsense of 1 or "
        + most + " characters", parameter.pointer());
    if (longer.status() == usual && Gateway.evidence(longer).isPresent()) {
      // A cache applies conditions and ranges itself, and need not pass them on (RFC 9111, section 4.3).
      probe.skip("how long " + parameter.name() + " may be, since a gateway may answer it from a cache");
      return;
    }
    good &= probe.expect(longer.status() == 400, Elements.constraint(element, "maxLength"), longer,
        "HTTP 400 for " + (most + 1) + " characters", parameter.schema() + "/maxLength");
    if (good && all) {
      probe.contract().at(parameter.schema()).propertyNames().forEach(k -> probe.proven(Elements.constraint(element, k), longest));
    }
  }

  private static boolean range(Probe probe, Operation download, ApiRequest request, byte[] bytes, String range, int from, int to) {
    Exchange part = probe.send(download, request.with("Range", range));
    String wanted = "bytes " + from + '-' + to + '/' + bytes.length;
    String received = part.header("Content-Range").orElse("none");
    return probe.expect(part.status() == 206 && received.equals(wanted)
        && Arrays.equals(part.body(), Arrays.copyOfRange(bytes, from, to + 1)),
        Elements.header("downloadResult", "206", "Content-Range"), part,
        "HTTP " + part.status() + " Content-Range: " + received + " and " + part.body().length + " bytes",
        "HTTP 206 Content-Range: " + wanted + " and those bytes", "/components/headers/Content-Range");
  }

  /** `If-Match` is compared strongly, and means nothing for a link (RFC 9110, section 13.1.1). */
  private static void expected(Probe probe, Operation download, ApiRequest request, Exchange whole) {
    String tag = Gateway.ownTag(whole);
    for (String match : new String[] {tag, "\"other\", " + tag, "*"}) {
      Exchange same = probe.send(download, request.with("If-Match", match));
      probe.expect(same.status() == 200, Elements.header("downloadResult", "200", "ETag"), same, "HTTP 200 for If-Match: " + match,
          "/components/parameters/IfMatch");
    }
    for (String match : new String[] {"W/" + tag, "\"other\""}) {
      Exchange other = probe.send(download, request.with("If-Match", match));
      probe.expect(other.status() == 412 && (other.header("ETag").isEmpty() || isTag(other, whole)), Elements.header("downloadResult", "412", "ETag"), other,
          "HTTP 412 for If-Match: " + match + ", with the ETag of the bytes if any", "/components/parameters/IfMatch");
    }
    Exchange both = probe.send(download, request.with("If-Match", "\"other\"").with("If-None-Match", tag));
    probe.expect(both.status() == 412, Elements.status("downloadResult", "412"), both,
        "HTTP 412, since If-Match comes before If-None-Match (RFC 9110, section 13.2.2)", "/components/parameters/IfMatch");
    for (String name : new String[] {"If-Match", "Range"}) {
      Exchange link = probe.send(download, probe.valid(download).with(name, name.equals("Range") ? "bytes=0-1" : "\"other\""));
      probe.expect(link.status() == 200, Elements.status("downloadResult", "200"), link, "HTTP 200 with a link, for which " + name + " is ignored",
          download.pointer() + "/parameters");
    }
  }

  private static void conditional(Probe probe, Operation download, ApiRequest request, Exchange whole) {
    Fields fields = probe.contract().fields();
    String tag = Gateway.ownTag(whole);
    for (String match : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
      Exchange same = probe.send(download, request.with("If-None-Match", match).with(fields.requestId(), "range-same"));
      probe.expect(same.status() == 304 && isTag(same, whole) && same.body().length == 0,
          Elements.status("downloadResult", "304"), same, "HTTP 304 with ETag " + tag, download.pointer() + "/responses/304");
    }
    Exchange other = probe.send(download, request.with("If-None-Match", "\"other\""));
    probe.expect(other.status() == 200, Elements.header("downloadResult", "200", "ETag"), other, "HTTP 200 for another ETag",
        "/components/headers/ETag");
    Exchange stale = probe.send(download, request.with("Range", "bytes=0-9").with("If-Range", "\"other\""));
    probe.expect(stale.status() == 200, Elements.header("downloadResult", "200", "ETag"), stale,
        "all bytes when If-Range does not match", "/components/headers/ETag");
    if (Gateway.isWeakened(whole)) {
      probe.skip("a gateway has made the ETag weak, and If-Range takes strong ones only (RFC 9110, section 13.1.5)");
      return;
    }
    Exchange fresh = probe.send(download, request.with("Range", "bytes=0-9").with("If-Range", tag).with(fields.requestId(), "range-part"));
    probe.expect(fresh.status() == 206 && isTag(fresh, whole), Elements.header("downloadResult", "206", "ETag"), fresh,
        "HTTP 206 with the same ETag when If-Range matches", "/components/headers/ETag");
  }

  /** A gateway that compresses does not know the length. */
  private static boolean isLengthOf(byte[] bytes, Exchange head) {
    return head.number("Content-Length").orElse((long) bytes.length) == bytes.length || Gateway.evidence(head).isPresent();
  }

  private static boolean isTag(Exchange exchange, Exchange whole) {
    return Gateway.ownTag(exchange).equals(Gateway.ownTag(whole));
  }
}
