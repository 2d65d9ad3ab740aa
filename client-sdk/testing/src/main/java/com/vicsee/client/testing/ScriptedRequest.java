package com.vicsee.client.testing;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * A request as the client sent it to a {@link ScriptedTransport}.
 *
 * @param method the method
 * @param uri where it went, with the query
 * @param headers the headers, the API key among them
 * @param body the body; empty when there is none
 */
public record ScriptedRequest(String method, URI uri, HttpHeaders headers, byte[] body) {

  /** Copies the body. */
  public ScriptedRequest {
    body = body.clone();
  }

  /** Returns a copy of the body. */
  @Override
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
