package com.vicsee.server.web;

import com.vicsee.server.generated.model.HeaderNames;
import com.vicsee.server.ratelimit.Quota;
import com.vicsee.server.ratelimit.RateLimit;
import com.vicsee.server.ratelimit.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Writes where a caller stands into a response. */
@Component
public final class RateLimitHeaders {
  private static final String COUNTED = RateLimitHeaders.class.getName() + ".counted";

  private final Quota quota;

  RateLimitHeaders(Quota quota) {
    this.quota = quota;
  }

  /** Notes whose request was counted. */
  static void counted(HttpServletRequest request, Subject subject) {
    request.setAttribute(COUNTED, subject);
  }

  /** Takes the request back that was counted: one that is refused with 429 does not count (contract, "Rate limit"). */
  void giveBack(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(COUNTED) instanceof Subject subject) {
      request.removeAttribute(COUNTED);
      write(response, quota.giveBack(subject));
    }
  }

  void write(HttpServletResponse response, RateLimit rateLimit) {
    response.setHeader(HeaderNames.X_RATELIMIT_LIMIT, Long.toString(rateLimit.limit()));
    response.setHeader(HeaderNames.X_RATELIMIT_REMAINING, Long.toString(rateLimit.remaining()));
    response.setHeader(HeaderNames.X_RATELIMIT_RESET, format(rateLimit.reset()));
  }

  /**
   * Writes where the client address stands, unless the gate has written already where its caller does. Counts nothing.
   *
   * @param exact whether to ask for it; after a fault of the server nobody is asked, who may be what is at fault, and the whole allowance is written
   */
  void ensure(HttpServletRequest request, HttpServletResponse response, boolean exact) {
    if (!response.containsHeader(HeaderNames.X_RATELIMIT_LIMIT)) {
      Subject address = Subject.ofAddress(request.getRemoteAddr());
      write(response, exact ? quota.peek(address) : quota.unused(address));
    }
  }

  String format(Instant reset) {
    return WireTime.format(reset);
  }
}
