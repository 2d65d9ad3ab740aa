package com.vicsee.contract.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How requests travel to a server. Immutable.
 *
 * @param patience how long an answer may take; it may take longer while bytes arrive
 * @param proxy the HTTP proxy, if there is one
 * @param tls the trusted certificates; those of the JVM when absent
 * @param headers fields that every request gets, for a gateway's own needs; reports do not show them
 */
public record Connection(Duration patience, @Nullable InetSocketAddress proxy, @Nullable SSLContext tls, Map<String, String> headers) {

  /** How long an answer may take by default. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The least speed of an answer, in bytes per second. A line that is slower counts as broken. */
  private static final int SLOWEST = 20_000;

  /** The least speed of a request, in bytes per second. */
  private static final int SLOWEST_UPLOAD = 200_000;

  /** The name of the suite in `User-Agent` (RFC 9110, section 10.1.5). */
  static final String USER_AGENT = "vicsee-contract-tests";

  public Connection {
    headers = Map.copyOf(headers);
  }

  /** A direct connection with the certificates of the JVM. */
  public static Connection direct(Duration patience) {
    return new Connection(patience, null, null, Map.of());
  }

  /** A request with the fields that every request gets. */
  ApiRequest complete(ApiRequest request) {
    ApiRequest complete = request.header("User-Agent").isEmpty() ? request.with("User-Agent", USER_AGENT) : request;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      complete = complete.header(header.getKey()).isEmpty() ? complete.with(header.getKey(), header.getValue()) : complete;
    }
    return complete;
  }

  /** The time that some bytes of an answer may take, in nanoseconds. */
  static long nanosFor(long bytes) {
    return bytes * 1_000_000_000 / SLOWEST;
  }

  /** When the answer to a request has to begin, as a {@link System#nanoTime()}. */
  long deadline(ApiRequest request) {
    return System.nanoTime() + patience.toNanos() + request.body().length * 1_000_000_000L / SLOWEST_UPLOAD;
  }
}
