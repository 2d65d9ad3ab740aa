package com.vicsee.client.error;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted while it waited. Its interrupt flag is set again; the request is cancelled. */
public final class CallInterruptedException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure and its cause. */
  public CallInterruptedException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
