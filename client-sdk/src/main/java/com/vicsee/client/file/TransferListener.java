package com.vicsee.client.file;

import java.util.OptionalLong;

/** Receives the progress of a transfer, on a thread of the client. An exception of the listener ends the transfer. */
@FunctionalInterface
public interface TransferListener {

  /**
   * Called after each piece.
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
