package com.vicsee.client.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When and after which delay a failed call is tried again.
 *
 * <p>Tried again are connection failures, timeouts of a single try, status 429 and every error code that the contract
 * calls retryable. A POST that costs credits carries the same idempotency key on each try, so it is paid once.
 *
 * <p>The delay before try <i>n</i> is random between zero and {@code min(maxDelay, initialDelay × 2ⁿ⁻¹)}. A hint of
 * the server ({@code Retry-After}, or the reset of an exhausted quota) makes it longer, never shorter. A hint beyond
 * {@code maxHint}, or beyond the deadline of the call, ends the call at once; the exception carries the hint.
 *
 * @param maxRetries the tries after the first; zero means that none is made. Default 2
 * @param initialDelay the bound of the first delay. Default 500 ms
 * @param maxDelay the bound of every delay without a hint. Default 8 s
 * @param maxHint the longest hint that is followed. Default 60 s; zero means that none is followed
 */
public record RetryPolicy(int maxRetries, Duration initialDelay, Duration maxDelay, Duration maxHint) {

  private static final RetryPolicy DEFAULT =
      new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(60));

  /** Checks the values. */
  public RetryPolicy {
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries must not be negative: " + maxRetries);
    }
    if (initialDelay.isNegative() || maxDelay.isNegative() || maxHint.isNegative()) {
      throw new IllegalArgumentException("a delay must not be negative");
    }
  }

  /** Returns the policy with the defaults. */
  public static RetryPolicy defaults() {
    return DEFAULT;
  }

  /** Returns the policy that never tries again. */
  public static RetryPolicy never() {
    return DEFAULT.withMaxRetries(0);
  }

  /** Returns this policy with another number of retries. */
  public RetryPolicy withMaxRetries(int retries) {
    return new RetryPolicy(retries, initialDelay, maxDelay, maxHint);
  }

  /** Returns this policy with other bounds of the delay without a hint. */
  public RetryPolicy withDelays(Duration initial, Duration max) {
    return new RetryPolicy(maxRetries, initial, max, maxHint);
  }

  /** Returns this policy with another bound for the hints of the server. */
  public RetryPolicy withMaxHint(Duration hint) {
    return new RetryPolicy(maxRetries, initialDelay, maxDelay, hint);
  }

  /**
   * Returns a delay with full jitter.
   *
   * @param failures the tries that have failed so far, from 1
   * @param random a source of numbers from 0 (inclusive) to 1 (exclusive)
   */
  public Duration backOff(int failures, DoubleSupplier random) {
    // In doubles, so that a high number of tries becomes the bound instead of an overflow.
    double bound = Math.min(millis(maxDelay), millis(initialDelay) * Math.pow(2, failures - 1));
    return Duration.ofNanos((long) (bound * random.getAsDouble() * 1_000_000));
  }

  private static double millis(Duration duration) {
    return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
  }
}
