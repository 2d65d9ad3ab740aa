package com.vicsee.contract.probe;

/** A request was repeated that the API may have processed the first time, so a scenario that counts has to start again. */
public final class Disturbed extends Unreached {

  private static final long serialVersionUID = 1;

  /** Creates it with the reason, as a part of a sentence. */
  public Disturbed(String reason) {
    super(reason);
  }
}
