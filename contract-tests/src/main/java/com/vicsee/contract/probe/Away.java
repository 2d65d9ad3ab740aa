package com.vicsee.contract.probe;

/** The server does not answer any more, so the rest of the run is not tried. */
public final class Away extends Unreached {

  private static final long serialVersionUID = 1;

  /** Creates it with the evidence. */
  public Away(String evidence) {
    super("the server does not answer any more: " + evidence);
  }
}
