package com.vicsee.sandbox.control;

/**
 * A fault that a caller asked for, to see how it is answered: as any other. It has no stack trace, because nobody has to look for its cause.
 */
public final class ProvokedFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes a fault, and says who asked for it. */
  public ProvokedFault(String message) {
    super(message, null, false, false);
  }
}
