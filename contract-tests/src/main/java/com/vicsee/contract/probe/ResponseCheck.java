package com.vicsee.contract.probe;

/** Judges one answer by what the contract says. It sees every answer that a test provokes. */
public interface ResponseCheck extends Check {

  /** Whether it also judges requests that had no complete answer; by default it does not. */
  default boolean seesFaults() {
    return false;
  }

  /** Judges an answer. */
  void examine(Answer answer);
}
