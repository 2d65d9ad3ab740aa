package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.ErrorFacts;
import com.vicsee.contract.spec.MessageTemplate;

/** The message of an error is one of the texts of its code, with all values filled in. */
public final class MessageForm implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    answer.errorCode().map(answer.contract().errors()::get).ifPresentOrElse(facts -> examine(answer, facts), answer::foundNothing);
  }

  private static void examine(Answer answer, ErrorFacts facts) {
    String message = answer.exchange().errorMessage();
    if (facts.templateOf(message).isEmpty()) {
      answer.broken(Elements.errorCode(answer.id(), answer.status(), facts.code()), "message \"" + message + '"',
          "one of " + facts.messages().stream().map(MessageTemplate::text).toList(), facts.pointer() + "/messages");
    }
  }
}
