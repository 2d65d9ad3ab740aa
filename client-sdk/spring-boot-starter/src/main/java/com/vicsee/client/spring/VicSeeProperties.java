package com.vicsee.client.spring;

import com.vicsee.client.ratelimit.Pacing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

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
record VicSeeProperties(
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
  record PacingProperties(Pacing.@Nullable Action action, long reserve, @Nullable Duration maxWait) {

    /**
     * Returns the pacing of the client.
     *
     * @throws InvalidConfigurationPropertyValueException when a property lacks another one, or is negative
     */
    Pacing toPacing() {
      check(reserve >= 0, "reserve", reserve, "must not be negative");
      check(maxWait == null || !maxWait.isNegative(), "max-wait", maxWait, "must not be negative");
      return switch (action == null ? Pacing.Action.SEND : action) {
        case SEND -> {
          check(reserve == 0 && maxWait == null, "action", action, "must be fail or wait when reserve or max-wait is set");
          yield Pacing.none();
        }
        case FAIL -> Pacing.failing(reserve);
        case WAIT -> {
          check(maxWait != null, "max-wait", maxWait, "must be set when action is wait");
          yield Pacing.waiting(reserve, maxWait == null ? Duration.ZERO : maxWait);
        }
      };
    }

    private static void check(boolean holds, String name, @Nullable Object value, String rule) {
      if (!holds) {
        throw new InvalidConfigurationPropertyValueException("vicsee.pacing." + name, value, rule);
      }
    }
  }

  /** Returns the properties without the key. */
  @Override
  public String toString() {
    return "VicSeeProperties[baseUrl=" + baseUrl + ", timeout=" + timeout + ", maxRetries=" + maxRetries + ", pacing=" + pacing + "]";
  }
}
