package com.vicsee.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The client was closed before the call, or while it was under way. The server may still work on the request.
 */
public final class ClientClosedException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure and its cause. */
  public ClientClosedException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
