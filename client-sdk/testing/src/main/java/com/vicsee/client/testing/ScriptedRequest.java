package com.vicsee.client.testing;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** A request as the client sent it to a {@link ScriptedTransport}. Immutable. */
public final class ScriptedRequest {

  private final String method;
  private final URI uri;
  private final HttpHeaders headers;
  private final byte[] body;

  ScriptedRequest(String method, URI uri, HttpHeaders headers, byte[] body) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  /** Returns the method. */
  public String method() {
    return method;
  }

  /** Returns where it went, with the query. */
  public URI uri() {
    return uri;
  }

  /** Returns the headers, the API key among them. */
  public HttpHeaders headers() {
    return headers;
  }

  /** Returns a copy of the body; empty when there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the path, without the query. */
  public String path() {
    return uri.getPath();
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Returns method and target. */
  @Override
  public String toString() {
    return method + " " + uri;
  }
}
