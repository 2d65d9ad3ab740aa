package com.vicsee.sandbox.control;

import com.vicsee.sandbox.database.Forgetful;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets each request see what another instance was told before it: the time of the clock, and a reset. */
final class FollowFilter extends OncePerRequestFilter {
  private final SandboxClock clock;
  private final List<Forgetful> memories;
  /** The clock is followed by jobs too, so it alone cannot tell what is to be forgotten. */
  private final AtomicLong resets;

  FollowFilter(SandboxClock clock, List<Forgetful> memories) {
    this.clock = clock;
    this.memories = memories;
    this.resets = new AtomicLong(clock.follow());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long now = clock.follow();
    if (now != resets.get()) {
      memories.forEach(Forgetful::forget);
      resets.set(now);
    }
    chain.doFilter(request, response);
  }
}
