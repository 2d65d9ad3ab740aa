package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.support.ErrorFacts;
import com.vicsee.contract.support.MessageTemplate;

/** The message of an error is one of its code's texts, with its values filled in. */
public final class MessageForm implements ResponseCheck {

  @Override
  public String id() {
    return "message-form";
  }

  @Override
  public String about() {
    return "Words each error as its code's texts say, with all values filled in.";
  }

  @Override
  public void examine(Answer answer) {
    answer.errorCode().map(answer.contract().errors()::get).ifPresent(facts -> examine(answer, facts));
  }

  private static void examine(Answer answer, ErrorFacts facts) {
    String message = answer.json().orElseThrow().path("error").path("message").asString("");
    if (facts.templateOf(message).isEmpty()) {
      answer.broken(Elements.errorCode(answer.id(), answer.status(), facts.code()), "message \"" + message + '"',
          "one of " + facts.messages().stream().map(MessageTemplate::text).toList(), facts.pointer() + "/messages");
    }
  }
}
