package com.vicsee.client.internal;

import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.ratelimit.RateLimit;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stores the last quota, and computes how long to wait before the next request. */
final class Pacer {

  /**
   * The headers with a quota, which are parsed on demand.
   *
   * @param headers the headers of a response
   * @param at when they came, by our clock
   */
  private record Seen(HttpHeaders headers, Instant at) {
  }

  private final Pacing pacing;
  private final Clock clock;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile @Nullable Seen last;

  Pacer(Pacing pacing, Clock clock) {
    this.pacing = pacing;
    this.clock = clock;
  }

  /** Counts a request that is being sent; the server will count it too. */
  void sent() {
    inFlight.incrementAndGet();
  }

  /** Counts the end of a request. */
  void ended() {
    inFlight.decrementAndGet();
  }

  /** Stores the quota of a response that has one. */
  void saw(HttpHeaders headers) {
    if (headers.firstValue(HeaderNames.X_RATELIMIT_REMAINING).isPresent()) {
      last = new Seen(headers, clock.instant());
    }
  }

  /** Returns the last quota; empty before the first response. */
  Optional<RateLimit> lastSeen() {
    Seen seen = last;
    return seen == null ? Optional.empty() : RateLimit.from(seen.headers());
  }

  /** Returns how many requests may be sent now without touching a reserve; empty when that is not known. */
  Optional<Long> left() {
    return lastSeen()
        .filter(quota -> isPositive(untilReset(quota)))
        .map(quota -> Math.max(0, quota.remaining() - inFlight.get()));
  }

  /** Returns how long to wait before the next request; zero when it may be sent now. */
  Duration delay() {
    if (pacing.action() == Pacing.Action.SEND) {
      return Duration.ZERO;
    }
    return lastSeen()
        .filter(quota -> quota.remaining() - inFlight.get() <= pacing.reserve())
        .map(this::untilReset)
        .filter(Pacer::isPositive)
        .orElse(Duration.ZERO);
  }

  /** Says whether a wait for the reset is within the bounds of the caller. */
  boolean allows(Duration delay) {
    return pacing.action() == Pacing.Action.WAIT && delay.compareTo(pacing.maxWait()) <= 0;
  }

  /** Returns the time until the reset by the server's clock, by its last {@code Date}. */
  private Duration untilReset(RateLimit quota) {
    Seen seen = last;
    Instant now = clock.instant();
    if (seen == null) {
      return Duration.between(now, quota.reset());
    }
    Instant serverThen = Headers.serverNow(seen.headers(), seen.at());
    return Duration.between(serverThen.plus(Duration.between(seen.at(), now)), quota.reset());
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
