package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.List;
import java.util.Set;

/** The server reads Accept and Content-Type by their grammar (RFC 9110, section 12.5.1), and accepts a body in any framing and a tag of no answer. */
public final class ContentNegotiated implements Scenario {

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      ApiRequest request = probe.valid(operation);
      int usual = probe.usual(operation);
      for (String accept : probe.some(List.of("*/*", "application/*", "application/json;q=0.5, text/html;q=0.9", "text/html, */*;q=0.1",
          "APPLICATION/JSON"))) {
        probe.expectStatus(operation, request.with("Accept", accept), "Accept: " + accept, usual);
      }
      probe.expectStatus(operation, request.with("Accept", null), "no Accept", usual);
      declared(probe, operation, request, usual);
      for (String accept : probe.some(List.of("text/html", "application/xml", "application/json;q=0", "text/*"))) {
        probe.expectStatus(operation, request.with("Accept", accept), "Accept: " + accept, 406);
      }
      if (operation.body().isPresent()) {
        for (String type : probe.some(List.of("application/json;charset=UTF-8", "APPLICATION/JSON", "application/json; charset=\"utf-8\""))) {
          probe.expectStatus(operation, request.with("Content-Type", type), "Content-Type: " + type, usual);
        }
        for (String type : probe.some(List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"))) {
          probe.expectStatus(operation, request.with("Content-Type", type), "Content-Type: " + type, 415);
        }
        probe.expectStatus(operation, request.with("Content-Type", null), "no Content-Type", 415);
        probe.expectStatus(operation, request.with("Transfer-Encoding", "chunked"), "a body in chunks", usual);
      }
      if (operation.method().equals("GET")) {
        probe.expectStatus(operation, request.with("If-None-Match", "\"proof-none\""), "an If-None-Match that matches nothing", usual);
      }
      probe.expectStatus(operation, request.with("Accept-Encoding", "gzip, deflate"), "Accept-Encoding: gzip, deflate", usual);
    }
  }

  /** An operation with several media types answers with the one that the request asks for otherwise than by Accept. */
  private static void declared(Probe probe, Operation operation, ApiRequest request, int usual) {
    Set<String> types = operation.response(usual).map(r -> r.contents().keySet()).orElse(Set.of());
    if (types.size() > 1) {
      String expected = probe.send(operation, request).mediaType();
      for (String type : types) {
        Exchange exchange = probe.send(operation, request.with("Accept", type));
        probe.expect(exchange.status() == usual && exchange.mediaType().equals(expected), Elements.status(operation.id(), Integer.toString(usual)), exchange,
            "HTTP " + usual + " with " + expected + " for Accept: " + type, operation.pointer());
      }
    }
  }
}
