package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Fields;
import java.util.Optional;
import java.util.Set;

/** The quota falls by one from one answer to the next of the same caller. A request that is refused with 429 does not count. */
public final class QuotaFalls implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    Fields fields = answer.contract().fields();
    answer.before().filter(before -> fields.sameReset(before, answer.exchange()))
        .ifPresentOrElse(before -> compare(answer, before, answer.exchange()), answer::foundNothing);
  }

  private static void compare(Answer answer, Exchange before, Exchange now) {
    Fields fields = answer.contract().fields();
    Optional<Long> was = fields.left(before);
    Optional<Long> is = fields.left(now);
    if (was.isPresent() && is.isPresent()) {
      boolean refused = now.status() == 429;
      long wanted = refused ? was.get() : Math.max(0, was.get() - 1);
      if (is.get() != wanted && !(is.get() < wanted && isRetried(now))) {
        broken(answer, fields.remaining(), is.get() + " after " + was.get(), wanted + (refused ? ", since a request refused with 429 does not count"
            : ", since each request counts"));
      }
    }
    Optional<String> limit = before.header(fields.limit());
    if (limit.isPresent() && now.header(fields.limit()).isPresent() && !limit.equals(now.header(fields.limit()))) {
      broken(answer, fields.limit(), now.header(fields.limit()).get() + " after " + limit.get(), "one limit per caller and day");
    }
  }

  /** Whether a gateway may have sent the request several times, as it may do with a safe one that fails (RFC 9110, section 9.2.2). */
  private static boolean isRetried(Exchange exchange) {
    return exchange.status() >= 500 && Set.of("GET", "HEAD").contains(exchange.request().method()) && Gateway.evidence(exchange).isPresent();
  }

  private static void broken(Answer answer, String header, String received, String documented) {
    answer.broken(Elements.header(answer.id(), answer.status(), header), header + ": " + received, documented,
        "/components/headers/" + header);
  }
}
