package com.vicsee.client.http;

import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.ratelimit.RateLimit;
import java.net.http.HttpHeaders;
import java.util.Map;
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

  private ApiResponse(Builder<T> builder) {
    this.body = builder.body;
    this.status = builder.status;
    this.headers = builder.headers;
    this.attempts = builder.attempts;
  }

  /** Returns a builder of a response with a value, for tests: status 200, no headers, one attempt. */
  public static <T> Builder<T> builder(T body) {
    return new Builder<>(body);
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

  /** Builds an {@link ApiResponse}. It can be used more than once. Not thread-safe. */
  public static final class Builder<T> {
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    private final T body;
    private int status = 200;
    private HttpHeaders headers = NO_HEADERS;
    private int attempts = 1;

    private Builder(T body) {
      this.body = body;
    }

    /** Sets the HTTP status. Default 200. */
    public Builder<T> status(int value) {
      this.status = value;
      return this;
    }

    /** Sets the headers. Default: none. */
    public Builder<T> headers(HttpHeaders value) {
      this.headers = value;
      return this;
    }

    /** Sets how many attempts the call took. Default 1. */
    public Builder<T> attempts(int value) {
      this.attempts = value;
      return this;
    }

    /** Returns the response. */
    public ApiResponse<T> build() {
      return new ApiResponse<>(this);
    }
  }
}
