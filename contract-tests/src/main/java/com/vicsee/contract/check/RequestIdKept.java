package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Parameter;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every answer returns the valid request id of its request. */
public final class RequestIdKept implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    Fields fields = answer.contract().fields();
    String sent = answer.exchange().request().header(fields.requestId());
    Optional<Parameter> parameter = answer.operation().parameters().stream().filter(p -> p.name().equals(fields.requestId())).findFirst();
    boolean valid = parameter.filter(p -> answer.schemas().isValid(p.schema(), JsonNodeFactory.instance.stringNode(sent))).isPresent();
    if (answer.exchange().isCached()) {
      return;
    }
    Optional<String> received = answer.exchange().header(fields.requestId());
    if (!valid) {
      answer.foundNothing();
    }
    if (valid && received.isPresent() && !received.get().equals(sent)) {
      answer.broken(Elements.header(answer.id(), answer.status(), fields.requestId()), fields.requestId() + ": " + received.get(), sent + ", as it was sent",
          parameter.get().pointer());
    }
  }
}
