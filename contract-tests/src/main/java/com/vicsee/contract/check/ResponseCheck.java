package com.vicsee.contract.check;

/** Judges one answer by what the contract says. Stateless. */
public interface ResponseCheck {

  /** A name that stays, in kebab case. */
  String id();

  /** What a server that passes does, in one sentence. */
  String about();

  /** Judges an answer. */
  void examine(Answer answer);
}
