package com.vicsee.contract.check;

import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;

/** The server answers every request in HTTP, completely, in time and once. */
public final class AnsweredWhole implements ResponseCheck {

  @Override
  public boolean seesFaults() {
    return true;
  }

  @Override
  public void examine(Answer answer) {
    answer.exchange().fault().ifPresent(
        fault -> answer.broken(answer.id(), fault, "one whole answer in time", answer.operation().pointer() + "/responses"));
  }
}
