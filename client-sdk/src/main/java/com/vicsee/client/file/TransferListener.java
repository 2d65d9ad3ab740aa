package com.vicsee.client.file;

import java.util.OptionalLong;

/** Is told the progress of a transfer, on a thread of the client. What it throws ends the transfer. */
@FunctionalInterface
public interface TransferListener {

  /**
   * Is called after each piece.
   *
   * @param transferred the bytes so far. It falls when a transfer starts over
   * @param total the bytes in all; empty when that is not known
   */
  void onProgress(long transferred, OptionalLong total);

  /** Returns the listener that does nothing. */
  static TransferListener none() {
    return (transferred, total) -> { };
  }
}
