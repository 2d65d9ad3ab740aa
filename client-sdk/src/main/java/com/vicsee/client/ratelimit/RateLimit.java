package com.vicsee.client.ratelimit;

import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.value.Values;
import java.io.Serializable;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The daily quota of the caller, as a response states it. Immutable. */
public final class RateLimit implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long limit;
  private final long remaining;
  private final Instant reset;

  private RateLimit(Builder builder) {
    this.limit = Values.need(builder.limit, "RateLimit", "limit");
    this.remaining = Values.need(builder.remaining, "RateLimit", "remaining");
    this.reset = Values.need(builder.reset, "RateLimit", "reset");
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads the rate limit from the headers of a response.
   *
   * @return empty when one of the three headers is absent or malformed, as on the response of a proxy
   */
  public static Optional<RateLimit> from(HttpHeaders headers) {
    try {
      Optional<String> limit = headers.firstValue(HeaderNames.X_RATELIMIT_LIMIT);
      Optional<String> remaining = headers.firstValue(HeaderNames.X_RATELIMIT_REMAINING);
      Optional<String> reset = headers.firstValue(HeaderNames.X_RATELIMIT_RESET);
      if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(builder()
          .limit(Math.max(0, Long.parseLong(limit.get().trim())))
          .remaining(Math.max(0, Long.parseLong(remaining.get().trim())))
          .reset(OffsetDateTime.parse(reset.get().trim()).toInstant())
          .build());
    } catch (NumberFormatException | DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /** Says whether no request is left until {@link #reset()}. */
  public boolean isExhausted() {
    return remaining == 0;
  }

  /** Returns the requests that the caller may make in a UTC day. */
  public long limit() {
    return limit;
  }

  /** Returns the requests left in that day; never negative. */
  public long remaining() {
    return remaining;
  }

  /** Returns when the count starts anew, by the server's clock. */
  public Instant reset() {
    return reset;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof RateLimit that
        && limit == that.limit
        && remaining == that.remaining
        && Objects.equals(reset, that.reset);
  }

  @Override
  public int hashCode() {
    return Objects.hash(limit, remaining, reset);
  }

  @Override
  public String toString() {
    return Values.text("RateLimit", Map.of(), "limit", limit, "remaining", remaining, "reset", reset);
  }

  /** Builds a {@link RateLimit}, for tests. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private @Nullable Long limit;
    private @Nullable Long remaining;
    private @Nullable Instant reset;

    private Builder() {
    }

    /** Sets the requests that the caller may make in a UTC day. */
    public Builder limit(long value) {
      this.limit = value;
      return this;
    }

    /** Sets the requests left in that day. */
    public Builder remaining(long value) {
      this.remaining = value;
      return this;
    }

    /** Sets when the count starts anew, by the server's clock. */
    public Builder reset(Instant value) {
      this.reset = value;
      return this;
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException when a value is missing that is not optional
     */
    public RateLimit build() {
      return new RateLimit(this);
    }
  }
}
