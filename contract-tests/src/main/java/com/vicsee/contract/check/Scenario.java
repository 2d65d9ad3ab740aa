package com.vicsee.contract.check;

/** Drives a server through several requests and judges how its answers hang together. Stateless. */
public interface Scenario {

  /** A name that stays, in kebab case. */
  String id();

  /** What a server that passes does, in one sentence. */
  String about();

  /** Drives the server. */
  void run(Probe probe);
}
