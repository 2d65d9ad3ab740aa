package com.vicsee.contract.check;

import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;

/** An answer has the HTTP version of its request (RFC 9110, section 2.5): with an older one, each answer ends its connection, and none has chunks. */
public final class VersionKept implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    if (answer.exchange().version().equals("HTTP/1.0")) {
      answer.broken(answer.id(), "HTTP/1.0 " + answer.status(), "an answer of HTTP/1.1, like the request", answer.operation().pointer());
    }
  }
}
