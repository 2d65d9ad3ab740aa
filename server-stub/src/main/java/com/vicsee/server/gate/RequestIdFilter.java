package com.vicsee.server.gate;

import com.vicsee.server.error.ApiScope;
import com.vicsee.server.model.HeaderNames;
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
import org.springframework.web.filter.OncePerRequestFilter;

/** Echoes the id of each request, and puts it into each line of the log about the request. */
final class RequestIdFilter extends OncePerRequestFilter {
  private final RequestIds ids;
  private final ApiScope scope;

  RequestIdFilter(RequestIds ids, ApiScope scope) {
    this.ids = ids;
    this.scope = scope;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !scope.covers(request);
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = ids.of(request);
    if (!response.isCommitted()) {
      response.setHeader(HeaderNames.X_REQUEST_ID, id);
    }
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

  /** Hides an invalid id, so that the generated validation does not reject what the contract says is replaced. */
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
