package com.vicsee.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No response in time. {@link #isRetryable()} says whether another try may be made; the server may still work on the
 * request.
 */
public final class CallTimeoutException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure and its cause. */
  public CallTimeoutException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
