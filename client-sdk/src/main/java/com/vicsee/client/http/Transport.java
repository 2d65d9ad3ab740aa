package com.vicsee.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends one HTTP request. The client reaches the network only through it, so a test can replace it by a fake, and an
 * application by another HTTP library. Thread-safe.
 *
 * <p>A transport makes no retries and follows no redirects: a redirect would carry the API key to another host.
 */
public interface Transport {

  /**
   * Sends a request and waits for its response.
   *
   * @param request the request
   * @param handler receives the status and the headers, and returns the subscriber that reads the body
   * @return the body, as the handler's subscriber made it; null when it made null
   * @throws IOException when there is no response, or not the whole of one
   * @throws InterruptedException when the thread is interrupted
   */
  <T extends @Nullable Object> T send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException;

  /**
   * Sends a request. Cancelling the future cancels the request.
   *
   * @param request the request
   * @param handler receives the status and the headers, and returns the subscriber that reads the body
   * @return the body, as the handler's subscriber made it; null when it made null. The future fails with an
   *     {@link IOException} when there is no response, or not the whole of one
   */
  <T extends @Nullable Object> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler);

  /**
   * Returns the transport over a client of the JDK, which the caller closes.
   *
   * @throws IllegalArgumentException when the client follows redirects
   */
  static Transport of(HttpClient client) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "The HTTP client follows redirects, and would carry the API key to another host. Build it with Redirect.NEVER");
    }
    return new JdkTransport(client);
  }

  /**
   * Passes a response in memory to a handler. For fakes, and for transports over another HTTP library.
   *
   * @param headers the fields of the response
   * @param body the whole body
   */
  static <T extends @Nullable Object> CompletableFuture<T> respond(BodyHandler<T> handler, int status, HttpHeaders headers, byte[] body) {
    return WholeBody.respond(handler, status, headers, body);
  }

  /** Returns the whole body of a request; empty when there is none. */
  static byte[] body(HttpRequest request) {
    return request.bodyPublisher().map(WholeBody::read).orElse(new byte[0]);
  }
}
