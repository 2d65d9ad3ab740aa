package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.MessageTemplate;
import java.util.Optional;

/** The answer to the request of an example has the status, code and kind of message of the example. */
public final class ExampleReproduced implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    if (answer.expected().isEmpty()) {
      answer.foundNothing();
      return;
    }
    Example example = answer.expected().get();
    String element = Elements.example(example);
    if (!answer.status().equals(example.status())) {
      answer.broken(element, answer.exchange().summary(), "HTTP " + example.status() + " (" + example.name() + ')',
          example.pointer());
      return;
    }
    if (!example.isError()) {
      if (answer.exchange().mediaType().equals(example.mediaType())) {
        answer.proven(element);
      }
      return;
    }
    String code = answer.errorCode().orElse("no code");
    if (!code.equals(example.code())) {
      answer.broken(element, answer.exchange().summary(), "code " + example.code(), example.pointer() + "/value/error/code");
      return;
    }
    String message = answer.exchange().errorMessage();
    String documented = example.value().path("error").path("message").stringValue();
    Optional<MessageTemplate> wanted = template(answer, code, documented);
    if (!wanted.equals(template(answer, code, message))) {
      answer.broken(element, "message \"" + message + '"', "a message like \"" + documented + '"',
          example.pointer() + "/value/error/message");
      return;
    }
    answer.proven(element);
    answer.proven(Elements.errorCode(answer.id(), answer.status(), code));
  }

  private static Optional<MessageTemplate> template(Answer answer, String code, String message) {
    return Optional.ofNullable(answer.contract().errors().get(code)).flatMap(facts -> facts.templateOf(message));
  }
}
