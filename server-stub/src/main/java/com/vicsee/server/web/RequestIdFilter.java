package com.vicsee.server.web;

import com.vicsee.server.generated.model.HeaderNames;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id: the caller's own when it is a valid one, otherwise a new one. It is echoed, and it is in every line of the log. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RequestIdFilter extends OncePerRequestFilter {
  private final RequestIds ids;

  RequestIdFilter(RequestIds ids) {
    this.ids = ids;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = ids.of(request);
    response.setHeader(HeaderNames.X_REQUEST_ID, id);
    MDC.put(RequestIds.LOGGED_AS, id);
    try {
      chain.doFilter(new Identified(request, id), response);
    } finally {
      MDC.remove(RequestIds.LOGGED_AS);
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  /** Hides an invalid id, so that the generated validation does not refuse what the contract says is replaced. */
  private static final class Identified extends HttpServletRequestWrapper {
    private final String id;

    Identified(HttpServletRequest request, String id) {
      super(request);
      this.id = id;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(HeaderNames.X_REQUEST_ID) ? id : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase(HeaderNames.X_REQUEST_ID) ? Collections.enumeration(List.of(id)) : super.getHeaders(name);
    }
  }
}
