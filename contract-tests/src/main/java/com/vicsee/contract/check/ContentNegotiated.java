package com.vicsee.contract.check;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.List;

/** The server reads Accept and Content-Type by their grammar (RFC 9110, section 12.5.1) and accepts a body in any framing. */
public final class ContentNegotiated implements Scenario {

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      ApiRequest request = probe.valid(operation);
      int usual = probe.usual(operation);
      for (String accept : probe.some(List.of("*/*", "application/*", "application/json;q=0.5, text/html;q=0.9", "text/html, */*;q=0.1",
          "APPLICATION/JSON"))) {
        probe.expectStatus(operation, request.with("Accept", accept), "Accept: " + accept, usual);
      }
      probe.expectStatus(operation, request.with("Accept", null), "no Accept", usual);
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
      probe.expectStatus(operation, request.with("Accept-Encoding", "gzip, deflate"), "Accept-Encoding: gzip, deflate", usual);
    }
  }
}
