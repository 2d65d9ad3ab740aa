package com.vicsee.client.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects the pieces of a JSON body, and ends the request when they exceed a limit. The HTTP client passes them one at a time. */
final class JsonBytes implements Consumer<Optional<byte[]>> {

  /** The body is larger than the client reads. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
      super("The body is larger than " + limit + " bytes");
    }
  }

  private final List<byte[]> pieces = new ArrayList<>(1);
  private final int limit;
  private int size;

  /**
   * Makes a collector.
   *
   * @param limit the greatest size, in bytes
   */
  JsonBytes(int limit) {
    this.limit = limit;
  }

  @Override
  public void accept(Optional<byte[]> pieceOrEnd) {
    pieceOrEnd.ifPresent(piece -> {
      if (piece.length > limit - size) {
        pieces.clear();
        throw new UncheckedIOException(new TooLarge(limit));
      }
      size += piece.length;
      pieces.add(piece);
    });
  }

  /** Returns the whole body. */
  byte[] joined() {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    byte[] whole = new byte[size];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    return whole;
  }
}
