package com.vicsee.server.body;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.http.HttpHeaders;

/**
 * Answers a request whose body is rejected, without a thread that waits for the body. What comes within two seconds, up to 32 MiB, is discarded first, so that
 * a caller who reads only after sending the whole body sees the answer, and the connection stays open. Otherwise the answer is sent and the connection closed
 * (RFC 9112, section 9.6).
 */
public final class RejectedBody {
  /** The request attribute with the {@link Runnable} that sends {@code 100 Continue} (RFC 9110, section 10.1.1). */
  public static final String SEND_CONTINUE = RejectedBody.class.getName() + ".sendContinue";

  /** The request attribute with the {@link IntSupplier} of how many bytes of the body have come and are not read yet. */
  public static final String RECEIVED = RejectedBody.class.getName() + ".received";

  private static final String STATE = RejectedBody.class.getName();
  private static final Duration TIME = Duration.ofSeconds(2);
  /** In bytes. It is more than the longest body of JSON in the contract. */
  static final long MAX_DISCARDED = 32 * 1024 * 1024;

  /** Answers a request. */
  @FunctionalInterface
  public interface Answer {
    /** Writes the response whole, without reading the body. */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
  }

  private enum State {
    ANSWER,
    ANSWER_AND_CLOSE,
    CLOSE
  }

  /** Answers as soon as the body is discarded or two seconds have passed. Call it only before any of the body has been read. */
  public void answer(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException, ServletException {
    if (discard(request, response)) {
      request.setAttribute(Answer.class.getName(), answer);
    } else {
      answer.write(request, response);
    }
  }

  /**
   * Begins to discard a body, after which the request is dispatched again and {@link #resume} is to be called.
   *
   * @return false when there is nothing to wait for
   */
  boolean discard(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // A caller who asks first has not sent the body yet.
    if (request.getHeader(HttpHeaders.EXPECT) != null || isHere(request) || !request.isAsyncSupported()) {
      return false;
    }
    AsyncContext later = start(request, response, State.ANSWER_AND_CLOSE);
    if (request.getContentLengthLong() > MAX_DISCARDED) {
      request.setAttribute(STATE, State.ANSWER_AND_CLOSE);
      later.dispatch();
    } else {
      request.getInputStream().setReadListener(new Discard(request, later));
    }
    return true;
  }

  /** Answers at once, and closes the connection after it unless the body was read to its end. */
  void end(HttpServletRequest request, HttpServletResponse response, boolean finished, Answer answer) throws IOException, ServletException {
    if (finished) {
      answer.write(request, response);
    } else {
      closeAfter(request, response, answer);
    }
  }

  /** Answers at once, and closes the connection two seconds later, in which the caller can read the answer. */
  private void closeAfter(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException, ServletException {
    response.setHeader(HttpHeaders.CONNECTION, "close");
    answer.write(request, response);
    response.flushBuffer();
    start(request, response, State.CLOSE);
  }

  /**
   * Goes on with a request whose body was discarded.
   *
   * @param otherwise what answers a request that was not rejected by {@link #answer}
   * @return false when no body of this request was discarded
   */
  public boolean resume(HttpServletRequest request, HttpServletResponse response, Answer otherwise) throws IOException, ServletException {
    if (!(request.getAttribute(STATE) instanceof State state)) {
      return false;
    }
    request.removeAttribute(STATE);
    Answer answer = request.getAttribute(Answer.class.getName()) instanceof Answer rejection ? rejection : otherwise;
    switch (state) {
      case ANSWER -> answer.write(request, response);
      case ANSWER_AND_CLOSE -> closeAfter(request, response, answer);
      // The container closes a connection whose caller it takes to be gone, and does not read the rest of the body first.
      case CLOSE -> throw new ClientAbortException("The rest of a rejected body is not read");
    }
    return true;
  }

  /** Tells whether all of the body has come by now, or there is none. */
  static boolean isHere(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    return !chunked && (length <= 0 || (request.getAttribute(RECEIVED) instanceof IntSupplier received && received.getAsInt() >= length));
  }

  private static AsyncContext start(HttpServletRequest request, HttpServletResponse response, State afterTimeout) {
    AsyncContext later = request.startAsync(request, response);
    later.setTimeout(TIME.toMillis());
    later.addListener(new SilentListener() {
      @Override
      public void onTimeout(AsyncEvent event) {
        request.setAttribute(STATE, afterTimeout);
        event.getAsyncContext().dispatch();
      }
    });
    return later;
  }

  private static final class Discard implements ReadListener {
    private static final int STEP = 16 * 1024;

    private final HttpServletRequest request;
    private final AsyncContext later;
    private long discarded;

    Discard(HttpServletRequest request, AsyncContext later) {
      this.request = request;
      this.later = later;
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] buffer = new byte[STEP];
      ServletInputStream in = request.getInputStream();
      int n = 0;
      while (n >= 0 && in.isReady()) {
        n = in.read(buffer);
        discarded += n;
        if (discarded > MAX_DISCARDED) {
          end(State.ANSWER_AND_CLOSE);
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() {
      end(State.ANSWER);
    }

    @Override
    public void onError(Throwable failure) {
      end(State.ANSWER);
    }

    private void end(State state) {
      request.setAttribute(STATE, state);
      later.dispatch();
    }
  }
}
