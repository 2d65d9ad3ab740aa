package com.vicsee.contract.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * A server at a base URL. Over TLS, well-formed requests use the HTTP version that the server offers by ALPN. All others, and malformed
 * requests, use HTTP/1.1 on a bare socket.
 */
public final class HttpTarget implements Target {

  private static final Pattern TOKEN = Pattern.compile("[A-Z]+");
  private static final Pattern URL = Pattern.compile("https://[^/?#]++[\\w./~:@!$&'()*+,;=?%-]*+");
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E]++(?:[ \\t]++[\\x21-\\x7E]++)*+");
  /** Fields that the client sets itself. */
  private static final Set<String> OWN = Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

  /** A server may answer a longer body before it has read it; only the wire reads that answer meanwhile. */
  private static final int LONG = 64 * 1024;

  private final String name;
  private final String baseUrl;
  private final Connection connection;
  private final Wire wire;
  private final Client client;

  /** Creates a target with the default patience. */
  public HttpTarget(String name, String baseUrl) {
    this(name, baseUrl, Connection.PATIENCE);
  }

  /** Creates a target with a direct connection. */
  public HttpTarget(String name, String baseUrl, Duration patience) {
    this(name, baseUrl, Connection.direct(patience));
  }

  /** Creates a target. */
  public HttpTarget(String name, String baseUrl, Connection connection) {
    this.name = name;
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
    this.connection = connection;
    this.wire = new Wire(connection);
    this.client = new Client(connection);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String baseUrl() {
    return baseUrl;
  }

  @Override
  public Exchange send(ApiRequest request) {
    ApiRequest complete = connection.complete(request);
    try {
      Exchange exchange = isWellFormed(complete) ? client.send(complete) : wire.send(complete);
      return Coding.decoded(exchange.with(request));
    } catch (SSLException e) {
      return Exchange.failed(request, Exchange.TLS + e.getMessage());
    } catch (IOException e) {
      return Exchange.failed(request, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  private static boolean isWellFormed(ApiRequest request) {
    return TOKEN.matcher(request.method()).matches() && !request.method().equals("CONNECT") && request.body().length < LONG && URL.matcher(request.url()).matches()
        && !BAD_ESCAPE.matcher(request.url()).find()
        && request.headers().entrySet().stream().noneMatch(h -> OWN.contains(h.getKey().toLowerCase(Locale.ROOT)))
        && request.headers().values().stream().allMatch(v -> VALUE.matcher(v).matches());
  }

  @Override
  public String toString() {
    return name + " at " + baseUrl;
  }
}
