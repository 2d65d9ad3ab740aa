package com.vicsee.client.error;

import org.jspecify.annotations.Nullable;

/**
 * Code on this side failed during the call: a listener, a sleeper, a transport or an executor of the caller. The cause is what
 * it threw.
 */
public final class LocalFailureException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure and its cause. */
  public LocalFailureException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
