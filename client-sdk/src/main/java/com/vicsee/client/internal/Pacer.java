package com.vicsee.client.internal;

import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.ratelimit.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Remembers the last quota, and says how long to wait before the next request. */
final class Pacer {

  /**
   * A quota with the time that was when it came.
   *
   * @param rateLimit the quota
   * @param skew what has to be added to our clock to get the server's
   */
  private record Seen(RateLimit rateLimit, Duration skew) {
  }

  private final Pacing pacing;
  private final Clock clock;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile @Nullable Seen last;

  Pacer(Pacing pacing, Clock clock) {
    this.pacing = pacing;
    this.clock = clock;
  }

  /** Notes a request that is on its way; the server will count it. */
  void sent() {
    inFlight.incrementAndGet();
  }

  /** Notes the end of a request. */
  void ended() {
    inFlight.decrementAndGet();
  }

  /**
   * Notes what a response says.
   *
   * @param serverNow the time by the server's clock
   */
  void saw(RateLimit rateLimit, Instant serverNow) {
    last = new Seen(rateLimit, Duration.between(clock.instant(), serverNow));
  }

  /** Returns the last quota; empty before the first response. */
  Optional<RateLimit> lastSeen() {
    Seen seen = last;
    return seen == null ? Optional.empty() : Optional.of(seen.rateLimit());
  }

  /** Returns how many requests may be sent now without touching a reserve; empty when that is not known. */
  Optional<Long> left() {
    Seen seen = last;
    if (seen == null || !untilReset(seen).isPositive()) {
      return Optional.empty();
    }
    return Optional.of(Math.max(0, seen.rateLimit().remaining() - inFlight.get()));
  }

  /** Returns how long to wait before the next request; zero when it may be sent now. */
  Duration delay() {
    Seen seen = last;
    if (pacing.action() == Pacing.Action.SEND || seen == null
        || seen.rateLimit().remaining() - inFlight.get() > pacing.reserve()) {
      return Duration.ZERO;
    }
    Wait wait = untilReset(seen);
    return wait.isPositive() ? wait.duration() : Duration.ZERO;
  }

  /** Says whether a wait at the wall is within the caller's bounds. */
  boolean allows(Duration delay) {
    return pacing.action() == Pacing.Action.WAIT && delay.compareTo(pacing.maxWait()) <= 0;
  }

  private Wait untilReset(Seen seen) {
    return new Wait(Duration.between(clock.instant().plus(seen.skew()), seen.rateLimit().reset()));
  }

  private record Wait(Duration duration) {
    boolean isPositive() {
      return !duration.isNegative() && !duration.isZero();
    }
  }
}
