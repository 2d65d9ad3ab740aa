package com.vicsee.server.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A body that was received: a short one in memory, a longer one in a file, which is deleted when this object is closed. */
final class ReceivedBody implements Closeable {
  /** In bytes. What is longer is a file. */
  static final int IN_MEMORY = 16 * 1024;

  private final long limit;
  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private final List<BodyBudget.Share> shares = new CopyOnWriteArrayList<>();
  private @Nullable FileChannel file;
  private @Nullable IOException failure;
  private long length;

  /** Begins an empty one. No body of the request has more bytes than the limit; see {@link #isOverLimit}. */
  ReceivedBody(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /** Returns how many bytes have come. */
  long length() {
    return length;
  }

  /** Returns the shares of memory and disk that are released when this is closed. */
  List<BodyBudget.Share> shares() {
    return shares;
  }

  void write(byte[] bytes, int count) throws IOException {
    length += count;
    if (isOverLimit()) {
      return;
    }
    if (file == null && beginning.size() + count <= IN_MEMORY) {
      beginning.write(bytes, 0, count);
      return;
    }
    if (file == null) {
      file = FileChannel.open(Files.createTempFile("vicsee-body", ".tmp"), StandardOpenOption.READ, StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
      write(ByteBuffer.wrap(beginning.toByteArray()));
      beginning.reset();
    }
    write(ByteBuffer.wrap(bytes, 0, count));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (file != null && bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Returns how many bytes have come beyond the limit; they are not stored. */
  long excess() {
    return Math.max(0, length - limit);
  }

  /** Tells whether more has come than the limit. */
  boolean isOverLimit() {
    return length > limit;
  }

  /** Records that the rest will not come. Reading ends with this failure. */
  void fail(Throwable reason) {
    failure = reason instanceof IOException known ? known : new IOException(reason);
  }

  /** Returns the body from its beginning. */
  ServletInputStream read() throws IOException {
    InputStream bytes = file == null ? new ByteArrayInputStream(beginning.toByteArray()) : Channels.newInputStream(file.position(0));
    return new Stream(bytes, failure);
  }

  @Override
  public void close() throws IOException {
    try {
      if (file != null) {
        file.close();
      }
    } finally {
      shares.forEach(BodyBudget.Share::release);
    }
  }

  private static final class Stream extends ServletInputStream {
    private final InputStream bytes;
    private final @Nullable IOException failure;
    private boolean finished;

    Stream(InputStream bytes, @Nullable IOException failure) {
      this.bytes = bytes;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      return ended(bytes.read());
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      return ended(bytes.read(into, offset, count));
    }

    private int ended(int result) throws IOException {
      if (result < 0 && failure != null) {
        throw failure;
      }
      finished |= result < 0;
      return result;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("The body has been received already");
    }
  }
}
