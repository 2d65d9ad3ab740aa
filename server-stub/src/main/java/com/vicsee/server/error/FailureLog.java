package com.vicsee.server.error;

import com.vicsee.server.model.HeaderNames;
import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs requests that fail by a fault of the server: one line each, with its id, operation and cause, and the stack trace once per cause and minute. A database
 * that is down fails thousands of requests for one reason, and their traces would bury it.
 */
public final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
  private static final long QUIET = Duration.ofMinutes(1).toNanos();
  private static final int MAX_CAUSES = 1000;
  private static final int MAX_DEPTH = 20;

  private final LongSupplier nanos;
  private final Map<String, Long> traced = new ConcurrentHashMap<>();

  /** Makes a log that measures its minutes with a counter of nanoseconds such as {@link System#nanoTime()}. */
  public FailureLog(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Logs a request that failed.
   *
   * @param failure what was thrown; null when the container knows of none
   */
  public void report(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable failure) {
    Object operation = request.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE);
    String name = operation instanceof Operation known ? known.operationId() : request.getMethod() + " " + Excerpt.of(String.valueOf(request.getRequestURI()));
    report(name, String.valueOf(response.getHeader(HeaderNames.X_REQUEST_ID)), failure);
  }

  void report(String operation, String requestId, @Nullable Throwable failure) {
    Throwable root = failure == null ? null : rootOf(failure);
    String cause = root == null ? "unknown cause" : root.getClass().getName() + at(root);
    String message = root == null || root.getMessage() == null ? "" : ": " + Excerpt.of(root.getMessage().lines().findFirst().orElse(""));
    LOG.error("{} failed (request {}): {}{}", operation, requestId, cause, message, isNew(cause) ? failure : null);
  }

  /** Tells whether the trace of a cause was not logged within the last minute. */
  private boolean isNew(String cause) {
    long now = nanos.getAsLong();
    if (traced.size() >= MAX_CAUSES) {
      traced.clear();
    }
    Long last = traced.get(cause);
    return (last == null || now - last > QUIET) && (last == null ? traced.putIfAbsent(cause, now) == null : traced.replace(cause, last, now));
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < MAX_DEPTH; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static String at(Throwable root) {
    StackTraceElement[] trace = root.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0].getClassName() + '.' + trace[0].getMethodName();
  }
}
