package com.vicsee.client.error;

/** Status 502 with an error code: the AI provider behind the API is not available. The credits are not taken. */
public final class ProviderException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public ProviderException(Failure failure) {
    super(failure);
  }
}
