package com.vicsee.contract.suite;

/** There can be no verdict: the server is not there, a key is bad, or what was asked for makes no sense. */
public final class CannotRun extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Creates it with a sentence for a person. */
  public CannotRun(String message) {
    super(message);
  }

  /** Creates it with a sentence for a person. */
  public CannotRun(String message, Throwable cause) {
    super(message, cause);
  }
}
