package com.vicsee.server.ratelimit;

import java.time.Instant;

/**
 * Where a caller stands.
 *
 * @param granted whether the request was counted; false when none was left
 * @param limit requests per UTC day
 * @param remaining requests left today, never negative
 * @param reset the next midnight UTC
 */
public record RateLimit(boolean granted, long limit, long remaining, Instant reset) {
  static RateLimit granted(long limit, long remaining, Instant reset) {
    return new RateLimit(true, limit, remaining, reset);
  }

  static RateLimit refused(long limit, Instant reset) {
    return new RateLimit(false, limit, 0, reset);
  }
}
