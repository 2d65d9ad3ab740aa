package com.vicsee.client;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call does differently from the client's settings. Immutable.
 *
 * @param timeout the deadline of the whole call, with all tries and all waits between them; null means the client's
 * @param maxRetries the tries after the first; zero means none, null means the client's
 * @param idempotencyKey the name of this call, for the operations that cost credits; null means that the client makes
 *     one. The same key with the same request is paid once, within the time that the contract states
 * @param requestId the caller's own id of the request, for support; null leaves it to the server
 * @param headers further headers of the request; one of them replaces the client's own of that name
 */
public record RequestOptions(
    @Nullable Duration timeout,
    @Nullable Integer maxRetries,
    @Nullable String idempotencyKey,
    @Nullable String requestId,
    Map<String, String> headers) {

  private static final RequestOptions NONE = new RequestOptions(null, null, null, null, Map.of());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when the timeout is not positive, the retries are negative, or a header cannot
   *     be sent
   */
  public RequestOptions {
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
    if (maxRetries != null && maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries must not be negative: " + maxRetries);
    }
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    // The JDK knows which names and values cannot be sent; it says so here rather than in the middle of a call.
    HttpRequest.Builder probe = HttpRequest.newBuilder();
    headers.forEach(probe::setHeader);
  }

  /** Returns the options that change nothing. */
  public static RequestOptions none() {
    return NONE;
  }

  /** Returns a builder of options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns these options with another deadline. */
  public RequestOptions withTimeout(Duration value) {
    return new RequestOptions(value, maxRetries, idempotencyKey, requestId, headers);
  }

  /** Returns these options with an idempotency key. */
  public RequestOptions withIdempotencyKey(String value) {
    return new RequestOptions(timeout, maxRetries, value, requestId, headers);
  }

  /** Returns these options with other headers. */
  public RequestOptions withHeaders(Map<String, String> value) {
    return new RequestOptions(timeout, maxRetries, idempotencyKey, requestId, value);
  }

  /** Returns the options without the values of the headers, which may be secret. */
  @Override
  public String toString() {
    return "RequestOptions[timeout=" + timeout + ", maxRetries=" + maxRetries + ", idempotencyKey=" + idempotencyKey
        + ", requestId=" + requestId + ", headers=" + headers.keySet() + "]";
  }

  /** Builds options. Not thread-safe. */
  public static final class Builder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Duration timeout;
    private @Nullable Integer maxRetries;
    private @Nullable String idempotencyKey;
    private @Nullable String requestId;

    private Builder() {
    }

    /** Sets the deadline of the whole call, with all tries and all waits between them. */
    public Builder timeout(Duration value) {
      this.timeout = value;
      return this;
    }

    /** Sets the tries after the first; zero means none. */
    public Builder maxRetries(int value) {
      this.maxRetries = value;
      return this;
    }

    /** Sets the name of the call, so that it is paid once even when it is made again, by whomever. */
    public Builder idempotencyKey(String value) {
      this.idempotencyKey = value;
      return this;
    }

    /** Sets the caller's own id of the request, which a server echoes when it is valid. */
    public Builder requestId(String value) {
      this.requestId = value;
      return this;
    }

    /** Adds a header, or replaces the client's own of that name. */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException when a value cannot be used
     */
    public RequestOptions build() {
      return new RequestOptions(timeout, maxRetries, idempotencyKey, requestId, headers);
    }
  }
}
