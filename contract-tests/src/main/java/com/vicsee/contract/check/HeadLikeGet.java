package com.vicsee.contract.check;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Header;
import com.vicsee.contract.spec.Operation;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** HEAD is answered like GET, without a body; fields that the contract does not require may be absent (RFC 9110, section 9.3.2). */
public final class HeadLikeGet implements Scenario {

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      if (operation.method().equals("GET")) {
        compare(probe, operation, probe.valid(operation));
        compare(probe, operation, probe.valid(operation).with("Authorization", "Bearer unknown"));
      }
    }
  }

  private static void compare(Probe probe, Operation operation, ApiRequest request) {
    Fields fields = probe.contract().fields();
    Exchange get = probe.send(operation, request);
    Exchange head = probe.send(operation, request.withMethod("HEAD"));
    Set<String> required = operation.response(get.status()).stream().flatMap(r -> r.headers().values().stream()).filter(Header::required)
        .map(h -> h.name().toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    boolean alike = head.status() == get.status() && names(head).containsAll(required) && head.body().length == 0
        && type(head).equals(type(get)) && isLengthOf(get, head);
    probe.expect(alike, operation.id(), head, "HTTP " + head.status() + ' ' + type(head) + ' ' + names(head) + ", " + head.body().length + " bytes, Content-Length: "
        + head.header("Content-Length").orElse("none"), "HTTP " + get.status() + ' ' + type(get) + ' ' + required + " and no body, like the answer to GET, which has "
        + get.body().length + " bytes (RFC 9110, section 9.3.2)", operation.pointer());
    long before = fields.left(get).orElse(0L);
    long after = fields.left(head).orElse(0L);
    if (before > 0 && fields.sameReset(get, head) && !get.isCached() && !head.isCached()) {
      probe.expect(after < before, operation.id(), head, before + " and then " + after + " requests left", "fewer, since HEAD counts like any request",
          Fields.pointer(fields.remaining()));
    }
  }

  /** The length may be left out; a stated one is that of the answer to GET (RFC 9110, section 8.6). A balance, a task and a link may change meanwhile, a refusal does not. */
  private static boolean isLengthOf(Exchange get, Exchange head) {
    long length = head.number("Content-Length").orElse(-1L);
    boolean stated = length >= 0 && head.header("Content-Encoding").isEmpty() && Gateway.evidence(head).isEmpty();
    return !stated || (get.status() == 401 ? length == get.body().length : length > 0 == get.body().length > 0);
  }

  private static Set<String> names(Exchange exchange) {
    return exchange.headers().stream().map(f -> f.name().toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String type(Exchange exchange) {
    return exchange.header("Content-Type").orElse("no Content-Type").replaceAll("[ \t\"]", "").toLowerCase(Locale.ROOT);
  }
}
