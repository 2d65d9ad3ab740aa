package com.vicsee.client.error;

import com.vicsee.client.ratelimit.RateLimit;
import java.time.Instant;
import java.util.Optional;

/**
 * Status 429: no request is left today, or too many generations are under way. Without a status it comes from the
 * client's own {@linkplain com.vicsee.client.ratelimit.Pacing pacing}, which did not send the request.
 */
public final class RateLimitedException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public RateLimitedException(Failure failure) {
    super(failure);
  }

  /** Returns when the count starts anew, by the server's clock; empty when the response did not say it. */
  public Optional<Instant> reset() {
    return rateLimit().map(RateLimit::reset);
  }
}
