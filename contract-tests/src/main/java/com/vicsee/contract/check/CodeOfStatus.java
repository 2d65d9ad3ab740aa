package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Content;
import com.vicsee.contract.spec.ErrorFacts;
import com.vicsee.contract.spec.Example;
import java.util.Set;
import java.util.stream.Collectors;

/** An error code belongs to its status, and the operation declares it for that status. */
public final class CodeOfStatus implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    if (answer.errorCode().isEmpty()) {
      answer.foundNothing();
      return;
    }
    String code = answer.errorCode().get();
    String element = Elements.errorCode(answer.id(), answer.status(), code);
    ErrorFacts facts = answer.contract().errors().get(code);
    if (facts == null) {
      answer.broken(element, "code " + code, "one of " + answer.contract().errors().keySet(),
          "/components/schemas/ErrorCode/enum");
      return;
    }
    if (facts.status() != answer.exchange().status()) {
      answer.broken(element, code + " with HTTP " + answer.status(), code + " with HTTP " + facts.status(), facts.pointer());
      return;
    }
    if (answer.content().isEmpty()) {
      return;
    }
    Content content = answer.content().get();
    Set<String> declared = content.examples().stream().filter(Example::isError).map(Example::code)
        .collect(Collectors.toSet());
    if (!declared.contains(code)) {
      answer.broken(element, code + " from " + answer.id(), "one of " + declared, content.pointer());
      return;
    }
    answer.proven(element);
  }
}
