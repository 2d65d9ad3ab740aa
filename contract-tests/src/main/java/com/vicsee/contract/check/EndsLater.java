package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.time.Instant;
import java.util.Optional;

/** A new link is still valid: it expires after the time of the answer. */
public final class EndsLater implements ResponseCheck {

  private static final String END = "expiresAt";

  @Override
  public void examine(Answer answer) {
    if (answer.isClockMoved() || !answer.exchange().data().path(END).isString()) {
      answer.foundNothing();
      return;
    }
    Optional<Instant> end = Exchange.parseTime(answer.exchange().data().path(END).asString(""));
    // The server's own clock decides what is past (RFC 9110, section 6.6.1).
    Optional<Instant> now = answer.exchange().time("Date");
    if (end.isPresent() && now.isPresent() && !end.get().isAfter(now.get())) {
      answer.broken(Elements.property(answer.id(), answer.status(), answer.exchange().mediaType(), "$.data." + END), END + ' ' + end.get() + " in an answer of "
          + now.get(), "a time in the future", "/components/schemas/Upload/properties/" + END);
    }
  }
}
