package com.vicsee.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No response, or not the whole of one: the name did not resolve, the connection was refused, cut or reset, or TLS
 * failed.
 */
public final class ConnectionException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure and its cause. */
  public ConnectionException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
