package com.vicsee.contract.probe;

import com.vicsee.contract.coverage.Promise;
import java.util.Locale;

/** Judges a server by one promise of the contract. Stateless, with a constructor without parameters. Its fixture has the same name. */
public interface Check {

  /** The name of the check: that of its class, in kebab case. */
  default String id() {
    return getClass().getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** What a server that passes does, in one sentence of its fixture. */
  default String about() {
    return Promise.of(id()).about();
  }
}
