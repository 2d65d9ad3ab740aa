package com.vicsee.client.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something on this side failed, the disk or a stream of the caller's; another request does not help. */
final class LocalIoException extends IOException {

  private static final long serialVersionUID = 1L;

  LocalIoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
