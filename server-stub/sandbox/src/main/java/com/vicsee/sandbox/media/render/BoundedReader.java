package com.vicsee.sandbox.media.render;

import com.drew.lang.SequentialReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Feeds a parser from a stream, and refuses to make room for more than is there, or too often. */
final class BoundedReader extends SequentialReader {
  /** How many blocks may be kept: real files need two or three, hostile ones repeat them without end. */
  private static final int MAX_BLOCKS = 64;

  private final InputStream in;
  private final long size;
  private long position;
  private int blocks;

  BoundedReader(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public byte getByte() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("The data ends at byte " + position);
    }
    position++;
    return (byte) value;
  }

  @Override
  public byte[] getBytes(int count) throws IOException {
    require(count);
    if (++blocks > MAX_BLOCKS) {
      throw new EOFException("More than " + MAX_BLOCKS + " blocks");
    }
    byte[] bytes = new byte[count];
    getBytes(bytes, 0, count);
    return bytes;
  }

  @Override
  public void getBytes(byte[] buffer, int offset, int count) throws IOException {
    require(count);
    if (in.readNBytes(buffer, offset, count) < count) {
      throw new EOFException("The data ends before byte " + (position + count));
    }
    position += count;
  }

  @Override
  public void skip(long count) throws IOException {
    require(count);
    in.skipNBytes(count);
    position += count;
  }

  @Override
  public boolean trySkip(long count) throws IOException {
    if (count < 0 || count > size - position) {
      return false;
    }
    skip(count);
    return true;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, size - position);
  }

  private void require(long count) throws EOFException {
    if (count < 0 || count > size - position) {
      throw new EOFException(count + " bytes are declared, but " + (size - position) + " are left");
    }
  }
}
