package com.vicsee.contract.check;

/** Drives a server through several requests and judges how its answers hang together. Stateless. */
public interface Scenario {

  /** A name that stays, in kebab case. */
  String id();

  /** What a server that passes does, in one sentence. */
  String about();

  /**
   * When it runs: those with a lower number first. What makes something that others use comes early; what sends hundreds of requests
   * comes late, so that a quota or a budget that ends has let the others speak.
   */
  default int turn() {
    return 50;
  }

  /** Drives the server. */
  void run(Probe probe);
}
