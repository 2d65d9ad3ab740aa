package com.vicsee.server.web;

import com.vicsee.server.generated.model.Operation;
import com.vicsee.server.generated.model.UploadType;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a body arrive before a thread is given to its request, so that callers who send slowly, or stop, hold a connection and nothing else. It comes before
 * every other filter; those see a request whose body is there. One that is longer than anything taken is refused before its end.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyReceiver extends OncePerRequestFilter {
  /** No body of the contract is longer. One that says it is meets its refusal before it comes. */
  static final long LONGEST = LongStream.concat(
      Arrays.stream(Operation.values()).mapToLong(operation -> operation.maxBodyBytes().orElse(0)),
      UploadType.all().stream().mapToLong(UploadType::maxBytes)).max().orElse(0);

  private final OperationMatcher operations;
  private final List<BodyAdmission> admissions;

  BodyReceiver(OperationMatcher operations, List<BodyAdmission> admissions) {
    this.operations = operations;
    this.admissions = admissions;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getAttribute(Farewell.class.getName()) != null) {
      throw new ClientAbortException("The rest of a body that was refused is not wanted");
    }
    Arrival arrival = (Arrival) request.getAttribute(Arrival.class.getName());
    if (arrival == null ? isHere(request) || isRefused(request) : arrival.finished) {
      chain.doFilter(request, response);
      return;
    }
    boolean overlong = request.getContentLengthLong() > LONGEST;
    if (arrival != null || overlong && operations.covers(request)) {
      refuse(request, response, chain);
      return;
    }
    Arrival.begin(request, response, new ReceivedBody(LONGEST, !overlong && admissions.stream().anyMatch(it -> it.admits(request))));
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    response.setHeader(HttpHeaders.CONNECTION, "close");
    chain.doFilter(request, response);
    if (!request.isAsyncStarted()) {
      Farewell.begin(request, response);
    }
  }

  /** Tells whether reading the body will not wait: there is none, or all of it came with the head. */
  private static boolean isHere(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    return !chunked && (length <= 0 || request.getInputStream().available() >= length);
  }

  /** Tells whether the caller asks before sending (RFC 9110, section 10.1.1) and need not: nothing as long as that is taken there. */
  private boolean isRefused(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.EXPECT) != null && operations.isOverLimit(request);
  }

  /** The bytes as they come. The request is dispatched to this filter again when they are here, or are more than is ever taken. */
  private static final class Arrival implements ReadListener {
    private static final int STEP = 16 * 1024;

    private final ServletInputStream in;
    private final ReceivedBody body;
    private final AsyncContext later;
    private boolean finished;

    private Arrival(ServletInputStream in, ReceivedBody body, AsyncContext later) {
      this.in = in;
      this.body = body;
      this.later = later;
    }

    static void begin(HttpServletRequest request, HttpServletResponse response, ReceivedBody body) throws IOException {
      ServletInputStream in = request.getInputStream();
      AsyncContext later = request.startAsync(new Received(request, body), response);
      // A read that waits too long is ended by the container (server.tomcat.connection-timeout).
      later.setTimeout(0);
      later.addListener(new Ending(body));
      Arrival arrival = new Arrival(in, body, later);
      request.setAttribute(Arrival.class.getName(), arrival);
      in.setReadListener(arrival);
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
        if (body.isOverLimit()) {
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
      finished = true;
      body.fail(failure);
      later.dispatch();
    }
  }

  /**
   * The time in which a caller whose body was refused before its end may read why. The rest is not read meanwhile, neither here nor by the container, which
   * would wait for it in a thread.
   */
  private static final class Farewell extends Listener {
    private static final Duration TIME = Duration.ofSeconds(2);

    static void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
      response.flushBuffer();
      request.setAttribute(Farewell.class.getName(), true);
      AsyncContext later = request.startAsync(request, response);
      later.setTimeout(TIME.toMillis());
      later.addListener(new Farewell());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      event.getAsyncContext().dispatch();
    }
  }

  /** The request with its body, which every filter is to take for one that has just come. */
  private static final class Received extends HttpServletRequestWrapper {
    private final ReceivedBody body;
    private final String uri;
    private final StringBuffer url;

    Received(HttpServletRequest request, ReceivedBody body) {
      super(request);
      this.body = body;
      // A dispatch normalizes the path; the checks are about what was sent.
      this.uri = request.getRequestURI();
      this.url = request.getRequestURL();
    }

    @Override
    public String getRequestURI() {
      return uri;
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(url);
    }

    @Override
    public DispatcherType getDispatcherType() {
      DispatcherType type = super.getDispatcherType();
      return type == DispatcherType.ASYNC ? DispatcherType.REQUEST : type;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return body.read();
    }
  }

  /** Removes what is left of a body when its request is over. */
  private static final class Ending extends Listener {
    private final ReceivedBody body;

    Ending(ReceivedBody body) {
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

  /** One that does nothing. */
  private abstract static class Listener implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) throws IOException {
      // Nothing is to be cleared away.
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // There is none.
    }

    @Override
    public void onError(AsyncEvent event) {
      // It is completed next.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // What was listened to is over.
    }
  }
}
