package com.vicsee.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A response that says success, but is not what the contract promises: HTML of a proxy, an empty, too large or
 * malformed body.
 */
public final class DecodingException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure and its cause. */
  public DecodingException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
