package com.vicsee.client.error;

/** Status 409: the idempotency key belongs to another request, or to one that is still in flight. */
public final class ConflictException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public ConflictException(Failure failure) {
    super(failure);
  }
}
