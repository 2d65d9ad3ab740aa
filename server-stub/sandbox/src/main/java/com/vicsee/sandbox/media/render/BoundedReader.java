package com.vicsee.sandbox.media.render;

import com.drew.lang.StreamReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Feeds a parser from a stream, and refuses to make room for more than is there, or too often. */
final class BoundedReader extends StreamReader {
  /** How many blocks may be kept: real files need two or three, hostile ones repeat them without end. */
  private static final int MAX_BLOCKS = 64;

  private final long size;
  private int blocks;

  BoundedReader(InputStream in, long size) {
    super(in);
    this.size = size;
  }

  @Override
  public byte[] getBytes(int count) throws IOException {
    long left = size - getPosition();
    if (count < 0 || count > left) {
      throw new EOFException(count + " bytes are declared, but " + left + " are left");
    }
    if (++blocks > MAX_BLOCKS) {
      throw new EOFException("More than " + MAX_BLOCKS + " blocks");
    }
    return super.getBytes(count);
  }
}
