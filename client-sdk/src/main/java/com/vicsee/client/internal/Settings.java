package com.vicsee.client.internal;

import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.retry.Sleeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client is made of. The builder of the client says what each part is and what its default is.
 *
 * @param baseUrl without a slash at its end
 * @param apiKey null for a client that only calls public operations
 * @param http what sends the requests
 * @param ownsHttp whether {@code http} is closed with the client
 * @param executor where a call goes on after a wait
 * @param ownExecutor the executor when it ends with the client; null when it is the caller's
 * @param retry the retries of a call that does not say otherwise
 * @param pacing what happens before the quota is used up
 * @param timeout the deadline of a whole call that does not say otherwise
 * @param attemptTimeout the deadline of one try, and the longest silence within a transfer
 * @param maxResponseBytes the greatest JSON body that is read
 * @param clock the time of day
 * @param nanoTime a clock that is never set
 * @param sleeper lets time pass
 * @param random numbers from 0 to 1, for the jitter
 * @param idempotencyKeys makes the key of a paid call that has none
 * @param headers further headers of each request
 * @param userAgent the value of that header
 */
public record Settings(
    URI baseUrl,
    @Nullable String apiKey,
    HttpClient http,
    boolean ownsHttp,
    Executor executor,
    @Nullable ExecutorService ownExecutor,
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
    String userAgent) {

  /** A clock that is never set. */
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
