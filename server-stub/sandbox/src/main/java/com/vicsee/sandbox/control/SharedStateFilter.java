package com.vicsee.sandbox.control;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the changes of other instances before each request. */
@Component
@ConditionalOnControl
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
final class SharedStateFilter extends OncePerRequestFilter {
  private final SharedState state;

  SharedStateFilter(SharedState state) {
    this.state = state;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    state.refresh();
    chain.doFilter(request, response);
  }
}
