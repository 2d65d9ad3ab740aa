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
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Receives a body before a thread is given to its handler, so that callers who send slowly, or stop, hold a connection and nothing else. It is the last
 * filter: every other one has admitted the request.
 */
final class BodyReceiver extends OncePerRequestFilter {
  private static final String RECEPTION = Reception.class.getName();

  private final ApiScope scope;
  private final List<BodyLimit> limits;
  private final ErrorWriter errors;
  private final RejectedBody rejected;

  BodyReceiver(ApiScope scope, List<BodyLimit> limits, ErrorWriter errors, RejectedBody rejected) {
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
    if (isAsyncDispatch(request) || !scope.covers(request) || RejectedBody.isHere(request)) {
      chain.doFilter(request, response);
    } else if (limit.isPresent()) {
      Reception.begin(request, response, new ReceivedBody(limit.getAsLong()));
    } else if (!rejected.discard(request, response)) {
      chain.doFilter(request, response);
    }
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

    private final ServletInputStream in;
    private final ReceivedBody body;
    private final AsyncContext later;
    private boolean finished;

    private Reception(ServletInputStream in, ReceivedBody body, AsyncContext later) {
      this.in = in;
      this.body = body;
      this.later = later;
    }

    static void begin(HttpServletRequest request, HttpServletResponse response, ReceivedBody body) throws IOException {
      ServletInputStream in = request.getInputStream();
      AsyncContext later = request.startAsync(request, response);
      // A read that waits too long is ended by the container (server.tomcat.connection-timeout).
      later.setTimeout(0);
      later.addListener(new Cleaner(body));
      Reception reception = new Reception(in, body, later);
      request.setAttribute(RECEPTION, reception);
      if (request.getHeader(HttpHeaders.EXPECT) != null && request.getAttribute(RejectedBody.SEND_CONTINUE) instanceof Runnable sendContinue) {
        sendContinue.run();
      }
      in.setReadListener(reception);
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
          later.dispatch();
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() {
      finished = true;
      later.dispatch();
    }

    @Override
    public void onError(Throwable failure) {
      body.fail(failure);
      later.dispatch();
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
