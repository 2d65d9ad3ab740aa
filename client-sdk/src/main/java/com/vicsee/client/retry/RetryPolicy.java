package com.vicsee.client.retry;

import com.vicsee.client.value.Values;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Which failed calls are retried, and after which delay. Immutable.
 *
 * <p>The client retries connection failures, timeouts of a single attempt, status 429 and every error code that the contract calls
 * retryable. A POST that costs credits has the same idempotency key on each attempt, so it is paid once.
 *
 * <p>The delay before retry <i>n</i> is random between zero and {@code min(maxDelay, initialDelay × 2ⁿ⁻¹)}. A wait that the server asks for
 * ({@code Retry-After}, or the reset of an exhausted quota) makes it longer, never shorter. A wait beyond {@code maxRetryAfter}, or
 * beyond the deadline of the call, ends the call at once; the exception has it as {@code retryAfter()}.
 */
public final class RetryPolicy {

  private static final RetryPolicy DEFAULTS = builder().build();

  /** A copy of its own, which is never changed. */
  private final Builder values;

  private RetryPolicy(Builder values) {
    this.values = values;
  }

  /** Returns the policy with the defaults. */
  public static RetryPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** Returns how often a failed attempt is repeated. */
  public int maxRetries() {
    return values.maxRetries;
  }

  /** Returns the greatest first delay. */
  public Duration initialDelay() {
    return values.initialDelay;
  }

  /** Returns the greatest delay, unless the server asks for a longer one. */
  public Duration maxDelay() {
    return values.maxDelay;
  }

  /** Returns the longest wait for a retry that a server may ask for. */
  public Duration maxRetryAfter() {
    return values.maxRetryAfter;
  }

  /** Returns the policy that never retries. */
  public static RetryPolicy never() {
    return builder().maxRetries(0).build();
  }

  /**
   * Returns a delay with full jitter.
   *
   * @param failures the attempts that have failed so far, from 1
   * @param random a source of numbers from 0 (inclusive) to 1 (exclusive)
   */
  public Duration backOff(int failures, DoubleSupplier random) {
    // In doubles, so that a high number of attempts becomes the bound instead of an overflow.
    double bound = Math.min(millis(values.maxDelay), millis(values.initialDelay) * Math.pow(2, failures - 1));
    return Duration.ofNanos((long) (bound * random.getAsDouble() * 1_000_000));
  }

  private static double millis(Duration duration) {
    return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
  }

  @Override
  public String toString() {
    return "RetryPolicy[maxRetries=" + values.maxRetries + ", initialDelay=" + values.initialDelay + ", maxDelay=" + values.maxDelay + ", maxRetryAfter=" + values.maxRetryAfter + "]";
  }

  /** Builds a {@link RetryPolicy}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private int maxRetries = 2;
    private Duration initialDelay = Duration.ofMillis(500);
    private Duration maxDelay = Duration.ofSeconds(8);
    private Duration maxRetryAfter = Duration.ofSeconds(60);

    private Builder() {
    }

    private Builder(Builder other) {
      this.maxRetries = other.maxRetries;
      this.initialDelay = other.initialDelay;
      this.maxDelay = other.maxDelay;
      this.maxRetryAfter = other.maxRetryAfter;
    }

    /**
     * Sets how often a failed attempt is repeated. Zero means never. Default 2.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder maxRetries(int value) {
      Values.check(value >= 0, "maxRetries must not be negative", value);
      this.maxRetries = value;
      return this;
    }

    /**
     * Sets the greatest first delay. Default 500 ms.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder initialDelay(Duration value) {
      this.initialDelay = Values.notNegative("initialDelay", value);
      return this;
    }

    /**
     * Sets the greatest delay, unless the server asks for a longer one. Default 8 s.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder maxDelay(Duration value) {
      this.maxDelay = Values.notNegative("maxDelay", value);
      return this;
    }

    /**
     * Sets the longest wait for a retry that a server may ask for. A longer one ends the call; with zero, any does. Default 60 s.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder maxRetryAfter(Duration value) {
      this.maxRetryAfter = Values.notNegative("maxRetryAfter", value);
      return this;
    }

    /** Returns the value. */
    public RetryPolicy build() {
      return new RetryPolicy(new Builder(this));
    }
  }
}
