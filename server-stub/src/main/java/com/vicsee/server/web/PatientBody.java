package com.vicsee.server.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;

/**
 * Reads the body of a request without letting slow callers take all threads of the container. What has arrived is read at once; for more, only so many threads
 * wait at the same time, and each body has to come at a certain pace.
 */
final class PatientBody extends ServletInputStream {
  /** A quarter of the container's threads; the others go on with requests that are there. */
  private static final Semaphore WAITING = new Semaphore(50);

  private static final Duration FOR_A_PLACE = Duration.ofMillis(250);
  private static final Duration BEGIN = Duration.ofSeconds(30);
  private static final long SLOWEST_BYTES_PER_SECOND = 16 * 1024;

  /** What nobody wants any more is read for this long and to this length, so that the caller sees the answer rather than a broken connection. */
  private static final Duration UNWANTED = Duration.ofSeconds(20);
  private static final long UNWANTED_BYTES = 64 * 1024 * 1024;

  private final ServletInputStream body;
  private final long start = System.nanoTime();
  private long received;

  PatientBody(ServletInputStream body) {
    this.body = body;
  }

  /** A body that came too slowly. It has no stack trace: the fault is not here. */
  static final class SlowBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowBodyException(String message) {
      super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Sends the answer, and reads what the handler has left of the body. The container is set to read nothing of it: it would for as long as a caller likes. */
  static void drain(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    if (!hasBody || request.getHeader(HttpHeaders.EXPECT) != null) {
      return;
    }
    ServletInputStream body = request.getInputStream();
    if (body.isFinished()) {
      return;
    }
    try {
      response.flushBuffer();
      long end = System.nanoTime() + UNWANTED.toNanos();
      byte[] sink = new byte[64 * 1024];
      long left = UNWANTED_BYTES;
      for (int n = body.read(sink); n >= 0 && left >= 0 && System.nanoTime() < end; n = body.read(sink)) {
        left -= n;
      }
    } catch (IOException e) {
      // The container closes the connection of a request that it has not read to its end.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = length == 0 || body.available() > 0 || body.isFinished() ? body.read(into, offset, length) : waitAndRead(into, offset, length);
    received += Math.max(0, n);
    return n;
  }

  private int waitAndRead(byte[] into, int offset, int length) throws IOException {
    if (System.nanoTime() - start > BEGIN.toNanos() + TimeUnit.SECONDS.toNanos(received / SLOWEST_BYTES_PER_SECOND)) {
      throw new SlowBodyException("the body comes too slowly");
    }
    try {
      if (!WAITING.tryAcquire(FOR_A_PLACE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SlowBodyException("too many slow bodies at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlowBodyException("interrupted");
    }
    try {
      return body.read(into, offset, length);
    } catch (SocketTimeoutException e) {
      throw new SlowBodyException("the body does not come");
    } finally {
      WAITING.release();
    }
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
