package com.vicsee.contract.suite;

/** Observes a run. */
public interface Progress {

  /** Ignores everything. */
  static Progress none() {
    return new Progress() { };
  }

  /** The server is recognised. */
  default void recognised(boolean sandbox, String why) { }

  /** A check begins. */
  default void began(String check, int number, int of) { }

  /** A request is answered. */
  default void answered(long requests) { }

  /** A check has ended. */
  default void ended(Outcome.CheckResult result) { }
}
