package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Content;

/** A JSON body has no property that the contract does not declare. */
public final class BodyClosed implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    if (answer.content().isEmpty() || !answer.exchange().mediaType().equals("application/json")) {
      answer.foundNothing();
      return;
    }
    Content content = answer.content().get();
    // Only a valid body shows which alternative of a schema applies. `body-valid` reports the others.
    answer.json().filter(body -> answer.violations().isEmpty()).ifPresent(body -> {
      for (String path : answer.schemas().undeclared(content.schema(), body)) {
        answer.broken(Elements.mediaType(answer.id(), answer.status(), content.type()),
            path + " in " + answer.exchange().summary(), "no property " + path, content.schema());
      }
    });
  }
}
