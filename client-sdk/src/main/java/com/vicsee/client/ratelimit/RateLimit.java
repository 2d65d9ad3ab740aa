package com.vicsee.client.ratelimit;

import com.vicsee.client.model.HeaderNames;
import java.io.Serializable;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The daily quota of the caller, as a response states it.
 *
 * @param limit the requests that the caller may make in a UTC day
 * @param remaining the requests left in that day; never negative
 * @param reset when the count starts anew, by the server's clock
 */
public record RateLimit(long limit, long remaining, Instant reset) implements Serializable {

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
      return Optional.of(new RateLimit(
          Math.max(0, Long.parseLong(limit.get().trim())),
          Math.max(0, Long.parseLong(remaining.get().trim())),
          OffsetDateTime.parse(reset.get().trim()).toInstant()));
    } catch (NumberFormatException | DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /** Says whether no request is left until {@link #reset()}. */
  public boolean isExhausted() {
    return remaining == 0;
  }
}
