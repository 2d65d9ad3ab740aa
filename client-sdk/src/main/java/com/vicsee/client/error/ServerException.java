package com.vicsee.client.error;

/** Status 5xx: the server failed, or a gateway in front of it. */
public final class ServerException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public ServerException(Failure failure) {
    super(failure);
  }
}
