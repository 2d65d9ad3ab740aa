package com.vicsee.server.gate;

/**
 * Counts requests per subject and UTC day (contract, "Rate limit"). An application has one bean of this type. Calls come from many threads; together they
 * never grant more than the limit.
 */
public interface Quota {
  /** Counts one request, unless none is left. Then nothing changes, and the result is not {@linkplain RateLimit#granted() granted}. */
  RateLimit count(Subject subject);

  /** Returns the state of the quota without counting a request. */
  RateLimit read(Subject subject);

  /**
   * Releases one request that was counted, because it is answered with 429, and returns the state after it.
   *
   * @param counted what {@link #count} returned; midnight may have passed since
   */
  RateLimit release(Subject subject, RateLimit counted);
}
