package com.vicsee.client.http;

import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.ratelimit.RateLimit;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * A value with the status, the headers and the quota of its response. Immutable.
 *
 * @param <T> the type of the value
 */
public final class ApiResponse<T> {

  private final T body;
  private final int status;
  private final HttpHeaders headers;
  private final int attempts;

  /**
   * Makes a response. For the client, and for tests.
   *
   * @param body the value
   * @param status the HTTP status
   * @param headers the headers
   * @param attempts how many attempts the call took, from 1
   */
  public ApiResponse(T body, int status, HttpHeaders headers, int attempts) {
    this.body = body;
    this.status = status;
    this.headers = headers;
    this.attempts = attempts;
  }

  /** Returns the value. */
  public T body() {
    return body;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the headers. Their names are compared without regard to case. */
  public HttpHeaders headers() {
    return headers;
  }

  /** Returns how many attempts the call took, from 1. */
  public int attempts() {
    return attempts;
  }

  /** Returns the id of the request, for support; empty when the response has none. */
  public Optional<String> requestId() {
    return headers.firstValue(HeaderNames.X_REQUEST_ID);
  }

  /** Returns the quota; empty when the response does not state it. */
  public Optional<RateLimit> rateLimit() {
    return RateLimit.from(headers);
  }

  /** Says whether the server sent the first response to this idempotency key again. A repeated response costs nothing. */
  public boolean isIdempotencyReplayed() {
    return headers.firstValue(HeaderNames.IDEMPOTENCY_REPLAYED).map(Boolean::parseBoolean).orElse(false);
  }

  @Override
  public String toString() {
    return "ApiResponse[HTTP " + status + ", attempts=" + attempts + ", body=" + body + "]";
  }
}
