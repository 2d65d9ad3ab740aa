package com.vicsee.client.retry;

import com.vicsee.client.value.Values;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When a failed call is tried again, and after which delay. Immutable.
 *
 * <p>Tried again are connection failures, timeouts of a single attempt, status 429 and every error code that the contract calls
 * retryable. A POST that costs credits has the same idempotency key on each attempt, so it is paid once.
 *
 * <p>The delay before retry <i>n</i> is random between zero and {@code min(maxDelay, initialDelay × 2ⁿ⁻¹)}. A hint of the server
 * ({@code Retry-After}, or the reset of an exhausted quota) makes it longer, never shorter. A hint beyond {@code maxHint}, or
 * beyond the deadline of the call, ends the call at once; the exception has the hint.
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

  /** Returns the bound of the first delay. */
  public Duration initialDelay() {
    return values.initialDelay;
  }

  /** Returns the bound of every delay without a hint. */
  public Duration maxDelay() {
    return values.maxDelay;
  }

  /** Returns the longest hint that is followed. */
  public Duration maxHint() {
    return values.maxHint;
  }

  /** Returns the policy that never tries again. */
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
    return "RetryPolicy[maxRetries=" + values.maxRetries + ", initialDelay=" + values.initialDelay + ", maxDelay=" + values.maxDelay + ", maxHint=" + values.maxHint + "]";
  }

  /** Builds a {@link RetryPolicy}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private int maxRetries = 2;
    private Duration initialDelay = Duration.ofMillis(500);
    private Duration maxDelay = Duration.ofSeconds(8);
    private Duration maxHint = Duration.ofSeconds(60);

    private Builder() {
    }

    private Builder(Builder other) {
      this.maxRetries = other.maxRetries;
      this.initialDelay = other.initialDelay;
      this.maxDelay = other.maxDelay;
      this.maxHint = other.maxHint;
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
     * Sets the bound of the first delay. Default 500 ms.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder initialDelay(Duration value) {
      this.initialDelay = Values.notNegative("initialDelay", value);
      return this;
    }

    /**
     * Sets the bound of every delay without a hint. Default 8 s.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder maxDelay(Duration value) {
      this.maxDelay = Values.notNegative("maxDelay", value);
      return this;
    }

    /**
     * Sets the longest hint that is followed. Zero means that none is. Default 60 s.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder maxHint(Duration value) {
      this.maxHint = Values.notNegative("maxHint", value);
      return this;
    }

    /** Returns the value. */
    public RetryPolicy build() {
      return new RetryPolicy(new Builder(this));
    }
  }
}
