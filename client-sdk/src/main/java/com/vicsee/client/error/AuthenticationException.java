package com.vicsee.client.error;

/** Status 401: no key was sent, or not a good one. */
public final class AuthenticationException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public AuthenticationException(Failure failure) {
    super(failure);
  }
}
