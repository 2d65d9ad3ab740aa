package com.vicsee.client.ratelimit;

import java.time.Duration;

/**
 * What the client does before it sends one of the last requests of the day. It knows the quota from the last response; before
 * the first response it sends everything. Immutable.
 */
public final class Pacing {

  private static final Pacing NONE = new Pacing(Action.SEND, 0, Duration.ZERO);

  /** What to do when only the reserve is left. */
  public enum Action {
    /** Sends the request and lets the server decide. */
    SEND,
    /** Waits for the reset, then sends. */
    WAIT,
    /** Fails with a {@code RateLimitedException} that has no status, without a request. */
    FAIL
  }

  private final Action action;
  private final long reserve;
  private final Duration maxWait;

  private Pacing(Action action, long reserve, Duration maxWait) {
    if (reserve < 0 || maxWait.isNegative()) {
      throw new IllegalArgumentException("reserve and maxWait must not be negative; received " + reserve + ", " + maxWait);
    }
    this.action = action;
    this.reserve = reserve;
    this.maxWait = maxWait;
  }

  /** Leaves the quota to the server. This is the default. */
  public static Pacing none() {
    return NONE;
  }

  /**
   * Fails when only the reserve is left.
   *
   * @param reserve the requests to leave untouched
   */
  public static Pacing failing(long reserve) {
    return new Pacing(Action.FAIL, reserve, Duration.ZERO);
  }

  /**
   * Waits for the reset when only the reserve is left, and fails when the reset is too far away. A call waits within its
   * deadline, so the timeout of the client must be longer than {@code maxWait}; its builder checks that.
   *
   * @param reserve the requests to leave untouched
   * @param maxWait the longest wait
   */
  public static Pacing waiting(long reserve, Duration maxWait) {
    return new Pacing(Action.WAIT, reserve, maxWait);
  }

  /** Returns what to do when only the reserve is left. */
  public Action action() {
    return action;
  }

  /** Returns the requests to leave untouched. Zero means that all may be used. */
  public long reserve() {
    return reserve;
  }

  /** Returns the longest wait for the reset. */
  public Duration maxWait() {
    return maxWait;
  }

  @Override
  public String toString() {
    return "Pacing[" + action + ", reserve=" + reserve + ", maxWait=" + maxWait + "]";
  }
}
