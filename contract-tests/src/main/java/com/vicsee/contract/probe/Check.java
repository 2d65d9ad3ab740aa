package com.vicsee.contract.probe;

import com.vicsee.contract.coverage.Promise;

/** Judges a server by one promise of the contract. Stateless, with a constructor without parameters. Its fixture has the same name. */
public interface Check {

  /** The name of the check: that of its class, in kebab case. */
  default String id() {
    return CheckName.OF.get(getClass());
  }

  /** What a server that passes does, in one sentence of its fixture. */
  default String about() {
    return Promise.of(id()).about();
  }
}
