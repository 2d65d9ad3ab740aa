package com.vicsee.client.error;

/** Status 404: no such task, no result, or no such path. */
public final class NotFoundException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public NotFoundException(Failure failure) {
    super(failure);
  }
}
