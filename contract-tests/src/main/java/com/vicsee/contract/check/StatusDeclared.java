package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;

/** The operation declares the status. */
public final class StatusDeclared implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    String element = Elements.status(answer.id(), answer.status());
    if (answer.response().isEmpty()) {
      answer.broken(element, answer.exchange().summary(), "one of " + answer.operation().responses().keySet(),
          answer.operation().pointer() + "/responses");
      return;
    }
    answer.proven(element);
    if (answer.exchange().status() < 300) {
      answer.proven(answer.id());
    }
  }
}
