package com.vicsee.contract.suite;

/** Is told how a run goes on. */
public interface Progress {

  /** Tells nobody. */
  static Progress none() {
    return new Progress() { };
  }

  /** What is examined, and whether it is the sandbox. */
  default void recognised(boolean sandbox, String why) { }

  /** A check begins. */
  default void began(String check, int number, int of) { }

  /** A request is answered. */
  default void answered(long requests) { }

  /** A check has ended. */
  default void ended(Outcome.CheckResult result) { }
}
