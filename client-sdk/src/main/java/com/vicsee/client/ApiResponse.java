package com.vicsee.client;

import com.vicsee.client.generated.model.HeaderNames;
import com.vicsee.client.ratelimit.RateLimit;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * A value with what the response says beside it.
 *
 * @param body the value
 * @param status the HTTP status
 * @param headers the headers, whose names are compared without regard to case
 * @param attempts how many times the call was tried, from 1
 * @param <T> the type of the value
 */
public record ApiResponse<T>(T body, int status, HttpHeaders headers, int attempts) {

  /** Returns the id of the request, for support; empty when the response has none. */
  public Optional<String> requestId() {
    return headers.firstValue(HeaderNames.X_REQUEST_ID);
  }

  /** Returns where the caller stands in the quota; empty when the response does not say it. */
  public Optional<RateLimit> rateLimit() {
    return RateLimit.from(headers);
  }

  /** Says whether this is the first response again, to the same idempotency key, for which nothing was paid. */
  public boolean isIdempotencyReplayed() {
    return headers.firstValue(HeaderNames.IDEMPOTENCY_REPLAYED).map(Boolean::parseBoolean).orElse(false);
  }
}
