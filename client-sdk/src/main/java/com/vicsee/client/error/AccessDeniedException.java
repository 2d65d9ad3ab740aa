package com.vicsee.client.error;

/** Status 403: the account has no access to the API, or not to this task. */
public final class AccessDeniedException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public AccessDeniedException(Failure failure) {
    super(failure);
  }
}
