package com.vicsee.contract.check;

/** Every request is answered, in HTTP, to the end and in time, and once. */
public final class AnsweredWhole implements ResponseCheck {

  @Override
  public String id() {
    return "answered-whole";
  }

  @Override
  public String about() {
    return "Answers every request in time, to the end and once, and keeps the connection until then.";
  }

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
