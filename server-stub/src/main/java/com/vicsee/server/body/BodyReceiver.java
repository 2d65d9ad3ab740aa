package com.vicsee.server.body;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Receives a body before a thread is given to its handler, so that callers who send slowly, or stop, hold a connection and nothing else. It is the last filter,
 * so all other filters have admitted the request.
 */
final class BodyReceiver extends OncePerRequestFilter {
  private static final String RECEPTION = Reception.class.getName();

  /** What a body of JSON takes in memory while it is read, in times its length: its characters, the text, and what a handler makes of it. */
  private static final int MEMORY_PER_BYTE = 6;

  private final BodyBudget memory = new BodyBudget(Runtime.getRuntime().maxMemory() / 2);
  private final BodyBudget disk;
  private final ApiScope scope;
  private final List<BodyLimit> limits;
  private final ErrorWriter errors;
  private final RejectedBody rejected;

  BodyReceiver(ApiScope scope, List<BodyLimit> limits, ErrorWriter errors, RejectedBody rejected) {
    this.disk = new BodyBudget(new File(System.getProperty("java.io.tmpdir")).getUsableSpace() / 2);
    this.scope = scope;
    this.limits = limits;
    this.errors = errors;
    this.rejected = rejected;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (rejected.resume(request, response, chain::doFilter)) {
      return;
    }
    if (request.getAttribute(RECEPTION) instanceof Reception reception) {
      ReceivedBody body = reception.body;
      if (body.isOverLimit()) {
        rejected.end(request, response, reception.finished, (to, from) -> errors.write(to, from, ApiProblem.of(Message.PAYLOAD_TOO_LARGE, body.limit())));
      } else {
        chain.doFilter(new Received(request, body), response);
      }
      return;
    }
    OptionalLong limit = limitOf(request);
    boolean isShort = request.getContentLengthLong() <= limit.orElse(Long.MAX_VALUE);
    if (isAsyncDispatch(request) || !scope.covers(request) || (isShort && RejectedBody.isHere(request))) {
      chain.doFilter(request, response);
    } else if (limit.isPresent() && !isShort) {
      rejected.answer(request, response, (to, from) -> errors.write(to, from, ApiProblem.of(Message.PAYLOAD_TOO_LARGE, limit.getAsLong())));
    } else if (limit.isPresent()) {
      begin(request, response, limit.getAsLong());
    } else if (!rejected.discard(request, response)) {
      chain.doFilter(request, response);
    }
  }

  /** The bytes of a body stay with its caller until there is room for all of them. */
  private void begin(HttpServletRequest request, HttpServletResponse response, long limit) throws IOException {
    long announced = request.getContentLengthLong();
    long length = announced < 0 ? limit : Math.min(announced, limit);
    ReceivedBody body = new ReceivedBody(limit);
    // A body that is kept as a file of the media folder is never in memory as a whole.
    boolean isRead = operation(request).isPresent();
    Reception reception = Reception.prepare(request, response, body, ready -> {
      boolean isLarge = isRead && !body.isOverLimit() && body.length() > ReceivedBody.IN_MEMORY;
      body.shares().add(memory.take(isLarge ? body.length() * MEMORY_PER_BYTE : 0, ready));
    });
    body.shares().add(disk.take(length > ReceivedBody.IN_MEMORY ? length : 0, reception::begin));
  }

  private OptionalLong limitOf(HttpServletRequest request) {
    return operation(request)
        .map(Operation::maxBodyBytes)
        .orElseGet(() -> limits.stream().map(it -> it.of(request)).filter(OptionalLong::isPresent).findFirst().orElse(OptionalLong.empty()));
  }

  private static Optional<Operation> operation(HttpServletRequest request) {
    return Optional.ofNullable((Operation) request.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE));
  }

  /** The bytes as they come. The request is dispatched again when they are here, or are far more than the limit. */
  private static final class Reception implements ReadListener {
    private static final int STEP = 16 * 1024;

    private final HttpServletRequest request;
    private final ServletInputStream in;
    private final ReceivedBody body;
    private final AsyncContext later;
    private final Consumer<Runnable> room;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean finished;

    private Reception(HttpServletRequest request, ReceivedBody body, AsyncContext later, Consumer<Runnable> room) throws IOException {
      this.request = request;
      this.in = request.getInputStream();
      this.body = body;
      this.later = later;
      this.room = room;
    }

    /**
     * Prepares to receive a body.
     *
     * @param room calls its argument when there is memory to read the body
     */
    static Reception prepare(HttpServletRequest request, HttpServletResponse response, ReceivedBody body, Consumer<Runnable> room) throws IOException {
      AsyncContext later = request.startAsync(request, response);
      // A read that waits too long is ended by the container (server.tomcat.connection-timeout).
      later.setTimeout(0);
      later.addListener(new Cleaner(body));
      Reception reception = new Reception(request, body, later, room);
      request.setAttribute(RECEPTION, reception);
      return reception;
    }

    void begin() {
      if (request.getHeader(HttpHeaders.EXPECT) != null && request.getAttribute(RejectedBody.SEND_CONTINUE) instanceof Runnable sendContinue) {
        sendContinue.run();
      }
      in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] buffer = new byte[STEP];
      while (in.isReady()) {
        int n = in.read(buffer);
        if (n < 0) {
          return;
        }
        body.write(buffer, n);
        if (body.excess() > RejectedBody.MAX_DISCARDED) {
          if (ended.compareAndSet(false, true)) {
            later.dispatch();
          }
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() {
      finished = true;
      end();
    }

    @Override
    public void onError(Throwable failure) {
      body.fail(failure);
      end();
    }

    /** The container says of a body that was too long that it has ended too. */
    private void end() {
      if (ended.compareAndSet(false, true)) {
        room.accept(later::dispatch);
      }
    }
  }

  /** The request with its body. */
  private static final class Received extends HttpServletRequestWrapper {
    private final ReceivedBody body;

    Received(HttpServletRequest request, ReceivedBody body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return body.read();
    }
  }

  /** Removes what is left of a body when its request is over. */
  private static final class Cleaner extends SilentListener {
    private final ReceivedBody body;

    Cleaner(ReceivedBody body) {
      this.body = body;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
      body.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
