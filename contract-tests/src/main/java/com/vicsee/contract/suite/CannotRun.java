package com.vicsee.contract.suite;

/** The run has no result: the server cannot be reached, a key is rejected, or the settings do not fit. */
public final class CannotRun extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Makes the exception with a message for the user, in one sentence. */
  public CannotRun(String message) {
    super(message);
  }

  /** Makes the exception with a message for the user, in one sentence. */
  public CannotRun(String message, Throwable cause) {
    super(message, cause);
  }
}
