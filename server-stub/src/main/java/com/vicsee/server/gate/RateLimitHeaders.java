package com.vicsee.server.gate;

import com.vicsee.server.body.WireTime;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ErrorHeaders;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;

/** Writes the state of the quota into a response. */
final class RateLimitHeaders implements ErrorHeaders {
  private static final String COUNTED = RateLimitHeaders.class.getName() + ".counted";

  private final Quota quota;
  private final Clock clock;

  RateLimitHeaders(Quota quota, Clock clock) {
    this.quota = quota;
    this.clock = clock;
  }

  private record Counted(Subject subject, RateLimit rateLimit) {}

  /** Records the subject for which a request was counted, and its day. */
  static void counted(HttpServletRequest request, Subject subject, RateLimit rateLimit) {
    request.setAttribute(COUNTED, new Counted(subject, rateLimit));
  }

  void write(HttpServletResponse response, RateLimit rateLimit) {
    response.setHeader(HeaderNames.X_RATELIMIT_LIMIT, Long.toString(rateLimit.limit()));
    response.setHeader(HeaderNames.X_RATELIMIT_REMAINING, Long.toString(rateLimit.remaining()));
    response.setHeader(HeaderNames.X_RATELIMIT_RESET, WireTime.format(rateLimit.reset()));
  }

  /**
   * Writes the quota of the address, unless the gate has written that of the caller. A request that a handler answers with 429 is released, because it does
   * not count (contract, "Rate limit").
   */
  @Override
  public void add(HttpServletRequest request, HttpServletResponse response, ApiProblem problem) {
    if (request.getAttribute(COUNTED) instanceof Counted counted && problem.isTooManyRequests()) {
      request.removeAttribute(COUNTED);
      write(response, quota.release(counted.subject(), counted.rateLimit()));
    } else if (!response.containsHeader(HeaderNames.X_RATELIMIT_LIMIT)) {
      Subject address = Subject.ofAddress(request.getRemoteAddr());
      // The quota itself may be what failed.
      boolean failed = problem.condition() == Message.INTERNAL_ERROR;
      write(response, failed ? RateLimit.of(address, true, 0, clock.instant()) : quota.read(address));
    }
  }
}
