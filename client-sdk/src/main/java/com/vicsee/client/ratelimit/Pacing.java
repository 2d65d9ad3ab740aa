package com.vicsee.client.ratelimit;

import java.time.Duration;

/**
 * What the client does before a request that would eat into the last ones of the day. It knows the quota from the last
 * response; before the first response it lets everything pass.
 *
 * @param action what to do when no more than {@code reserve} requests are left
 * @param reserve the requests to leave untouched; zero means that all may be used
 * @param maxWait the longest wait for the reset when the action is {@link Action#WAIT}; a longer one fails at once
 */
public record Pacing(Action action, long reserve, Duration maxWait) {

  /** What to do at the wall. */
  public enum Action {
    /** Sends the request and lets the server decide. */
    SEND,
    /** Waits for the reset, then sends. */
    WAIT,
    /** Fails with a {@link com.vicsee.client.error.RateLimitedException} that has no status, without a request. */
    FAIL
  }

  /** Checks the values. */
  public Pacing {
    if (reserve < 0) {
      throw new IllegalArgumentException("reserve must not be negative: " + reserve);
    }
    if (maxWait.isNegative()) {
      throw new IllegalArgumentException("maxWait must not be negative: " + maxWait);
    }
  }

  /** Leaves the quota to the server. This is the default. */
  public static Pacing none() {
    return new Pacing(Action.SEND, 0, Duration.ZERO);
  }

  /**
   * Fails before the wall.
   *
   * @param reserve the requests to leave untouched
   */
  public static Pacing failing(long reserve) {
    return new Pacing(Action.FAIL, reserve, Duration.ZERO);
  }

  /**
   * Waits for the reset, and fails when that is too far away.
   *
   * @param reserve the requests to leave untouched
   * @param maxWait the longest wait
   */
  public static Pacing waiting(long reserve, Duration maxWait) {
    return new Pacing(Action.WAIT, reserve, maxWait);
  }
}
