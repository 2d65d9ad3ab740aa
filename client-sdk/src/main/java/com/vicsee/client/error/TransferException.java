package com.vicsee.client.error;

import org.jspecify.annotations.Nullable;

/** The bytes of a result or an upload did not get across whole, or could not be read or written on this side. */
public final class TransferException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure and its cause. */
  public TransferException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
