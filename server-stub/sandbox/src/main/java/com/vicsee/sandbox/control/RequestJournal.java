package com.vicsee.sandbox.control;

import com.vicsee.sandbox.database.Invalidatable;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.HeaderNames;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Records the last requests to the API, newest first. It does not record keys and bodies. */
@Component
@ConditionalOnControl
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class RequestJournal extends OncePerRequestFilter implements Invalidatable {
  private static final String UNDER_WAY = RequestJournal.class.getName() + ".underWay";
  private static final int LENGTH = 200;
  private static final Duration MAX_WAIT = Duration.ofSeconds(1);
  private static final Set<String> PAGE_PATHS = Set.of("/", "/openapi.yaml", "/reference", "/reference/");

  private final Clock clock;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Set<Object> underWay = new HashSet<>();

  RequestJournal(Clock clock) {
    this.clock = clock;
  }

  /**
   * A request and its response.
   *
   * @param code the error code; null after a success
   */
  record Entry(Instant time, String method, String path, @Nullable String query, int status, @Nullable String code, @Nullable String requestId) {}

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/sandbox") || PAGE_PATHS.contains(path);
  }

  /** A request whose body comes late is dispatched again when the body is here. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isAsyncDispatch(request)) {
      Object id = new Object();
      request.setAttribute(UNDER_WAY, id);
      begin(id);
    }
    try {
      chain.doFilter(request, response);
    } finally {
      Object id = request.getAttribute(UNDER_WAY);
      if (id != null && (!request.isAsyncStarted() || response.isCommitted())) {
        request.removeAttribute(UNDER_WAY);
        record(id, entry(request, response));
      }
    }
  }

  private Entry entry(HttpServletRequest request, HttpServletResponse response) {
    return new Entry(
        clock.instant(),
        request.getMethod(),
        request.getRequestURI(),
        request.getQueryString(),
        response.getStatus(),
        (String) request.getAttribute(ErrorWriter.CODE_ATTRIBUTE),
        response.getHeader(HeaderNames.X_REQUEST_ID));
  }

  /** Notes that a request is under way. {@link #record} ends it. */
  synchronized void begin(Object id) {
    underWay.add(id);
  }

  synchronized void record(Object id, Entry entry) {
    underWay.remove(id);
    notifyAll();
    entries.addFirst(entry);
    if (entries.size() > LENGTH) {
      entries.removeLast();
    }
  }

  /** Returns the entries. It first waits for requests under way, for a second at most: a caller has the response a moment before its request is recorded. */
  synchronized List<Entry> list() {
    Set<Object> before = new HashSet<>(underWay);
    long end = System.nanoTime() + MAX_WAIT.toNanos();
    try {
      for (long left = MAX_WAIT.toNanos(); left > 0 && !Collections.disjoint(underWay, before); left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ArrayList<>(entries);
  }

  @Override
  public synchronized void invalidate() {
    entries.clear();
  }
}
