package com.vicsee.sandbox.control;

import com.vicsee.sandbox.database.Forgetful;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets each request see what another instance was told before it: the time of the clock, and a reset. */
final class FollowFilter extends OncePerRequestFilter {
  private final SandboxClock clock;
  private final List<Forgetful> memories;

  FollowFilter(SandboxClock clock, List<Forgetful> memories) {
    this.clock = clock;
    this.memories = memories;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (clock.follow()) {
      memories.forEach(Forgetful::forget);
    }
    chain.doFilter(request, response);
  }
}
