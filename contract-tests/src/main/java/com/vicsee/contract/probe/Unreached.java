package com.vicsee.contract.probe;

/** A part of the run that was not tried, and why. It is no fault of the server. */
public class Unreached extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Creates it with the reason, as a part of a sentence. */
  public Unreached(String reason) {
    super(reason);
  }

  /** The reason, as a part of a sentence. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
