package com.vicsee.sandbox.control;

import com.vicsee.sandbox.database.Forgetful;
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
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Remembers the last requests to the API, newest first. Keys and bodies are not remembered. */
@Component
@Profile("sandbox")
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class RequestJournal extends OncePerRequestFilter implements Forgetful {
  private static final int LENGTH = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Set<String> OF_THE_PAGE = Set.of("/", "/openapi.yaml", "/reference", "/reference/");

  private final Clock clock;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Set<Object> underWay = new HashSet<>();

  RequestJournal(Clock clock) {
    this.clock = clock;
  }

  /**
   * A request and how it was answered.
   *
   * @param code the error code; null after a success
   */
  record Entry(Instant time, String method, String path, @Nullable String query, int status, @Nullable String code, @Nullable String requestId) {}

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/sandbox") || OF_THE_PAGE.contains(path);
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Object mark = new Object();
    begin(mark);
    try {
      chain.doFilter(request, response);
    } finally {
      remember(mark, new Entry(
          clock.instant(),
          request.getMethod(),
          request.getRequestURI(),
          request.getQueryString(),
          response.getStatus(),
          (String) request.getAttribute(ErrorWriter.CODE_ATTRIBUTE),
          response.getHeader(HeaderNames.X_REQUEST_ID)));
    }
  }

  /** Notes that a request is under way, which {@link #remember} ends. */
  synchronized void begin(Object mark) {
    underWay.add(mark);
  }

  synchronized void remember(Object mark, Entry entry) {
    underWay.remove(mark);
    notifyAll();
    entries.addFirst(entry);
    if (entries.size() > LENGTH) {
      entries.removeLast();
    }
  }

  /** An answer may be with its caller, who asks here next, a moment before the request is remembered. So those under way are waited for, if not for long. */
  synchronized List<Entry> list() {
    Set<Object> before = new HashSet<>(underWay);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (long left = PATIENCE.toNanos(); left > 0 && !Collections.disjoint(underWay, before); left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ArrayList<>(entries);
  }

  @Override
  public synchronized void forget() {
    entries.clear();
  }
}
