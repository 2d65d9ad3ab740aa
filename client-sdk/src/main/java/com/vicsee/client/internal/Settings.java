package com.vicsee.client.internal;

import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.retry.Sleeper;
import com.vicsee.client.http.AttemptListener;
import com.vicsee.client.http.Transport;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client. Its builder says what each of them means and what its default is.
 *
 * @param baseUrl without a slash at its end
 * @param apiKey null for a client that only calls public operations
 * @param transport what sends the requests
 * @param ownHttp the HTTP client below the transport when it ends with this client; null when it is the caller's
 * @param executor what continues calls after waits. It belongs to the client, so a full executor of the caller cannot
 *     hold up a deadline
 * @param retry the retries of a call that has no other
 * @param pacing what happens before the quota is exhausted
 * @param timeout the deadline of a whole call that has no other
 * @param attemptTimeout the deadline of one attempt, and the longest silence within a transfer
 * @param maxResponseBytes the greatest JSON body that is read
 * @param clock the time of day
 * @param nanoTime a monotonic clock
 * @param sleeper lets time pass
 * @param random numbers from 0 to 1, for the jitter
 * @param idempotencyKeys makes the key of a paid call that has none
 * @param headers further headers of each request
 * @param userAgent the value of that header
 * @param attempts the listener of attempts; null for none
 */
public record Settings(
    URI baseUrl,
    @Nullable String apiKey,
    Transport transport,
    @Nullable HttpClient ownHttp,
    ExecutorService executor,
    RetryPolicy retry,
    Pacing pacing,
    Duration timeout,
    Duration attemptTimeout,
    int maxResponseBytes,
    Clock clock,
    NanoTime nanoTime,
    Sleeper sleeper,
    DoubleSupplier random,
    Supplier<String> idempotencyKeys,
    Map<String, String> headers,
    String userAgent,
    @Nullable AttemptListener attempts) {

  /** A monotonic clock. */
  @FunctionalInterface
  public interface NanoTime {
    /** Returns the nanoseconds since some moment. */
    long nanoTime();

    /**
     * Returns the monotonic clock that goes with a clock: the system's for the system's, the clock itself for a
     * test's.
     */
    static NanoTime of(Clock clock) {
      if (clock.withZone(java.time.ZoneOffset.UTC).equals(Clock.systemUTC())) {
        return System::nanoTime;
      }
      return () -> {
        java.time.Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
      };
    }
  }

  /** Returns the settings without the key and the values of the headers. */
  @Override
  public String toString() {
    return "Settings[baseUrl=" + baseUrl + ", retry=" + retry + ", pacing=" + pacing + ", timeout=" + timeout + "]";
  }
}
