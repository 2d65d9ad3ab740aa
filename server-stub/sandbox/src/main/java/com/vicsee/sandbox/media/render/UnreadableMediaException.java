package com.vicsee.sandbox.media.render;

import java.io.Serial;

/** Says that bytes are no media of a supported type, or are damaged; the message can be shown to a caller. */
public final class UnreadableMediaException extends Exception {
  @Serial
  private static final long serialVersionUID = 1L;

  /** Describes what is wrong in one sentence without a full stop. */
  public UnreadableMediaException(String message) {
    super(message);
  }

  /** Describes what is wrong, and what a library said about it. */
  public UnreadableMediaException(String message, Throwable cause) {
    super(message, cause);
  }
}
