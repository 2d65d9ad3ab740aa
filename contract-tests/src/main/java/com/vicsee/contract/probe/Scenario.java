package com.vicsee.contract.probe;

/** Drives a server through several requests and judges how its answers agree with each other. */
public interface Scenario extends Check {

  /**
   * When it runs; scenarios with a lower number run first. A scenario that makes something for others comes early. A scenario that sends
   * hundreds of requests comes late, so that the others have run when a quota or a budget ends.
   */
  default int turn() {
    return 50;
  }

  /** Drives the server. */
  void run(Probe probe);
}
