package com.vicsee.contract.check;

/** Judges one answer by what the contract says. Stateless. */
public interface ResponseCheck {

  /** A name that stays, in kebab case. */
  String id();

  /** What a server that passes does, in one sentence. */
  String about();

  /** Whether it also judges requests that had no whole answer. The others would only say again that there is nothing to see. */
  default boolean seesFaults() {
    return false;
  }

  /** Judges an answer. */
  void examine(Answer answer);
}
