package com.vicsee.client.error;

/** Status 400, or another that says that the request itself must be changed (405, 406, 413, 415, 416, …). */
public final class InvalidRequestException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public InvalidRequestException(Failure failure) {
    super(failure);
  }
}
