package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import java.util.List;

/** Accept and Content-Type are understood by their grammar (RFC 9110, section 12.5.1), and a body's framing does not matter. */
public final class ContentNegotiated implements Scenario {

  @Override
  public String id() {
    return "content-negotiated";
  }

  @Override
  public String about() {
    return "Reads Accept, Content-Type and the framing of a body by their grammar.";
  }

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      ApiRequest request = probe.valid(operation);
      int usual = probe.usual(operation);
      for (String accept : probe.some(List.of("*/*", "application/*", "application/json;q=0.5, text/html;q=0.9", "text/html, */*;q=0.1",
          "APPLICATION/JSON"))) {
        status(probe, operation, request.with("Accept", accept), "Accept: " + accept, usual);
      }
      status(probe, operation, request.with("Accept", null), "no Accept", usual);
      for (String accept : probe.some(List.of("text/html", "application/xml", "application/json;q=0", "text/*"))) {
        status(probe, operation, request.with("Accept", accept), "Accept: " + accept, 406);
      }
      if (operation.body().isPresent()) {
        for (String type : probe.some(List.of("application/json;charset=UTF-8", "APPLICATION/JSON", "application/json; charset=\"utf-8\""))) {
          status(probe, operation, request.with("Content-Type", type), "Content-Type: " + type, usual);
        }
        for (String type : probe.some(List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"))) {
          status(probe, operation, request.with("Content-Type", type), "Content-Type: " + type, 415);
        }
        status(probe, operation, request.with("Content-Type", null), "no Content-Type", 415);
        status(probe, operation, request.with("Transfer-Encoding", "chunked"), "a body in chunks", usual);
      }
      status(probe, operation, request.with("Accept-Encoding", "gzip, br"), "Accept-Encoding: gzip, br", usual);
    }
  }

  private static void status(Probe probe, Operation operation, ApiRequest request, String what, int status) {
    Exchange exchange = probe.send(operation, request);
    probe.expect(exchange.status() == status, Elements.status(operation.id(), Integer.toString(status)), exchange,
        "HTTP " + status + " with " + what, pointer(operation, status));
  }

  private static String pointer(Operation operation, int status) {
    var response = operation.responses().get(Integer.toString(status));
    return response == null ? operation.pointer() : response.pointer();
  }
}
