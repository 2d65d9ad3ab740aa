package com.vicsee.server.gate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The state of a quota.
 *
 * @param granted whether the request was counted; false when none was left
 * @param limit requests per UTC day
 * @param remaining requests left today, never negative
 * @param reset the next midnight UTC
 */
public record RateLimit(boolean granted, long limit, long remaining, Instant reset) {
  /**
   * Makes the state of a subject that has used some requests of a day.
   *
   * @param now a moment of that day
   */
  public static RateLimit of(Subject subject, boolean granted, long used, Instant now) {
    Instant reset = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
    return new RateLimit(granted, subject.limit(), Math.max(0, subject.limit() - used), reset);
  }
}
