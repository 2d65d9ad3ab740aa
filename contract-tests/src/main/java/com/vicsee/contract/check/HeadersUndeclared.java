package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.util.Locale;
import java.util.Set;

/** Every header is declared in the contract or belongs to HTTP itself. */
public final class HeadersUndeclared implements ResponseCheck {

  /** Headers of the connection, of the representation and of caches (RFC 9110, 9111, 9112), which a contract need not declare. */
  private static final Set<String> OF_HTTP = Set.of("cache-control", "connection", "content-encoding", "content-length",
      "content-type", "date", "keep-alive", "transfer-encoding", "vary");

  @Override
  public void examine(Answer answer) {
    answer.response().ifPresent(response -> {
      for (Exchange.Field field : answer.exchange().headers()) {
        boolean declared = response.headers().keySet().stream().anyMatch(field.name()::equalsIgnoreCase);
        if (!declared && !OF_HTTP.contains(field.name().toLowerCase(Locale.ROOT))) {
          answer.broken(Elements.status(answer.id(), response.status()), field.name() + ": " + field.value(),
              "no such header; declared are " + response.headers().keySet(), response.pointer() + "/headers");
        }
      }
    });
  }
}
