package com.vicsee.client.http;

import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.model.ParameterNames;
import com.vicsee.client.value.Values;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The options of one call. What is set overrides the settings of the client. Immutable. */
public final class RequestOptions {

  private static final RequestOptions NONE = builder().build();

  /** A copy of its own, which is never changed. */
  private final Builder values;

  private RequestOptions(Builder values) {
    this.values = values;
  }

  /** Returns options with nothing set. */
  public static RequestOptions none() {
    return NONE;
  }

  /** Returns a builder of options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these options. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** Returns the deadline of the whole call, with all attempts and all waits between them; empty for the client's. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(values.timeout);
  }

  /** Returns how often a failed attempt is repeated; empty for the client's. */
  public OptionalInt maxRetries() {
    return values.maxRetries == null ? OptionalInt.empty() : OptionalInt.of(values.maxRetries);
  }

  /** Returns the idempotency key of a paid call; empty when the client makes one. */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(values.idempotencyKey);
  }

  /** Returns the caller's own id of the request; empty when the server makes one. */
  public Optional<String> requestId() {
    return Optional.ofNullable(values.requestId);
  }

  /** Returns further headers of the request. They replace headers of the client with the same name. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(values.headers);
  }

  /** Returns the options without the values of the headers, which may be secret. */
  @Override
  public String toString() {
    return "RequestOptions[timeout=" + values.timeout + ", maxRetries=" + values.maxRetries + ", idempotencyKey=" + values.idempotencyKey
        + ", requestId=" + values.requestId + ", headers=" + values.headers.keySet() + "]";
  }

  /** Builds options. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Duration timeout;
    private @Nullable Integer maxRetries;
    private @Nullable String idempotencyKey;
    private @Nullable String requestId;

    private Builder() {
    }

    private Builder(Builder other) {
      this.timeout = other.timeout;
      this.maxRetries = other.maxRetries;
      this.idempotencyKey = other.idempotencyKey;
      this.requestId = other.requestId;
      headers.putAll(other.headers);
    }

    /**
     * Sets the deadline of the whole call, with all attempts and all waits between them. Default: the client's.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder timeout(Duration value) {
      this.timeout = Values.positive("timeout", value);
      return this;
    }

    /**
     * Sets how often a failed attempt is repeated. Zero means never. Default: the client's.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder maxRetries(int value) {
      Values.check(value >= 0, "maxRetries must not be negative", value);
      this.maxRetries = value;
      return this;
    }

    /**
     * Sets the idempotency key of a paid call: the same key with the same request is paid once, within the time that the
     * contract states, even when another program sends it. Default: the client makes one.
     *
     * @throws IllegalArgumentException when it cannot be sent as a header
     */
    public Builder idempotencyKey(String value) {
      checkHeader(ParameterNames.IDEMPOTENCY_KEY, value);
      this.idempotencyKey = value;
      return this;
    }

    /**
     * Sets the caller's own id of the request, for support. The server echoes a valid one. Default: the server makes one.
     *
     * @throws IllegalArgumentException when it cannot be sent as a header
     */
    public Builder requestId(String value) {
      checkHeader(HeaderNames.X_REQUEST_ID, value);
      this.requestId = value;
      return this;
    }

    /**
     * Adds a header, or replaces the client's own of that name. {@link ParameterNames} has the names of those that the contract knows.
     *
     * @throws IllegalArgumentException when the header cannot be sent, or is the idempotency key, which has a method of its own
     */
    public Builder header(String name, String value) {
      checkHeader(name, value);
      // Failures state the key that resumes the call. They do not look into the headers.
      Values.check(!ParameterNames.IDEMPOTENCY_KEY.equalsIgnoreCase(name), "header must be set by idempotencyKey(…)", name);
      headers.put(name, value);
      return this;
    }

    /** Checks a header when it is set, not when it is sent. The message does not repeat the value, which may be secret. */
    private static void checkHeader(String name, String value) {
      try {
        HttpRequest.newBuilder().setHeader(name, value);
      } catch (IllegalArgumentException refused) {
        throw new IllegalArgumentException("The header " + name
            + " cannot be sent: its name is reserved, or its name or value has a character that no header can have");
      }
    }

    /** Returns the options. */
    public RequestOptions build() {
      return new RequestOptions(new Builder(this));
    }
  }
}
