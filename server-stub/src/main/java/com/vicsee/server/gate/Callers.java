package com.vicsee.server.gate;

import java.util.Optional;

/** Finds callers by their keys. An application has one bean of this type; the gate asks it once per request that sends a key. */
@FunctionalInterface
public interface Callers {
  /**
   * Returns the caller to whom an active key belongs.
   *
   * @param key the key as it was sent, without the scheme; its form has been checked
   * @return empty when the key is unknown or revoked
   */
  Optional<? extends Caller> find(String key);
}
