package com.vicsee.client.error;

/** A status that the contract does not know, such as a redirect, or a success that says that it is none. */
public final class UnexpectedStatusException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public UnexpectedStatusException(Failure failure) {
    super(failure);
  }
}
