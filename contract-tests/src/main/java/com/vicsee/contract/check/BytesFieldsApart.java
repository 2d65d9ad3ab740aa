package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Header;
import java.util.List;
import java.util.Set;

/**
 * The header fields that the contract declares for the bytes of a result are present with bytes, and absent with a link. A response that never has bytes may
 * declare them, such as the current `ETag` beside a 412.
 */
public final class BytesFieldsApart implements ResponseCheck {

  private static final String JSON = "application/json";
  private static final List<String> FIELDS = List.of("ETag", "Accept-Ranges");

  @Override
  public void examine(Answer answer) {
    boolean json = answer.exchange().mediaType().equals(JSON);
    if (answer.response().filter(r -> FIELDS.stream().anyMatch(r.headers()::containsKey) && !r.contents().keySet().equals(Set.of(JSON))).isEmpty()) {
      answer.foundNothing();
      return;
    }
    boolean whole = answer.exchange().status() == 200;
    for (String name : FIELDS) {
      Header header = answer.response().map(r -> r.headers().get(name)).orElse(null);
      if (header == null || answer.exchange().mediaType().isEmpty()) {
        continue;
      }
      boolean sent = answer.exchange().header(name).isPresent();
      if (sent && json && Gateway.evidence(answer.exchange()).isPresent()) {
        // A gateway may add its own to what it can serve itself (RFC 9110, sections 8.8.3 and 14.3).
        continue;
      }
      if (sent == json && (json || whole)) {
        answer.broken(Elements.header(answer.id(), answer.status(), name), (sent ? name + " with " : "no " + name + " with ") + answer.exchange().mediaType(),
            json ? "no " + name + " with a link" : name + " with the bytes", header.pointer());
      }
    }
  }
}
