package com.vicsee.client.spring;

import com.vicsee.client.ratelimit.Pacing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties of the client. What is null keeps the default of the client.
 *
 * @param apiKey the API key
 * @param baseUrl the base URL of the API
 * @param timeout the deadline of a whole call
 * @param attemptTimeout the deadline of one attempt
 * @param connectTimeout the deadline of making a connection
 * @param maxRetries how often a failed attempt is repeated
 * @param pacing what happens before the quota is exhausted
 */
@ConfigurationProperties("vicsee")
public record VicSeeProperties(
    @Nullable String apiKey,
    @Nullable String baseUrl,
    @Nullable Duration timeout,
    @Nullable Duration attemptTimeout,
    @Nullable Duration connectTimeout,
    @Nullable Integer maxRetries,
    @Nullable PacingProperties pacing) {

  /**
   * What happens before the quota is exhausted.
   *
   * @param action what to do when only the reserve is left
   * @param reserve the requests to leave untouched
   * @param maxWait the longest wait for the reset
   */
  public record PacingProperties(Pacing.@Nullable Action action, long reserve, @Nullable Duration maxWait) {

    /** Returns the pacing of the client. */
    Pacing toPacing() {
      return switch (action == null ? Pacing.Action.SEND : action) {
        case SEND -> Pacing.none();
        case FAIL -> Pacing.failing(reserve);
        case WAIT -> Pacing.waiting(reserve, maxWait == null ? Duration.ZERO : maxWait);
      };
    }
  }

  /** Returns the properties without the key. */
  @Override
  public String toString() {
    return "VicSeeProperties[baseUrl=" + baseUrl + ", timeout=" + timeout + ", maxRetries=" + maxRetries + ", pacing=" + pacing + "]";
  }
}
