package com.vicsee.server.container;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.BrokenRequest;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.gate.OperationMatcher;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers a request of the API that failed outside of any handler, in a filter for instance. The error page of the application stays for all others. */
final class ErrorDispatchFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorDispatchFilter.class);

  private final ErrorWriter errors;
  private final OperationMatcher operations;
  private final ApiScope scope;

  ErrorDispatchFilter(ErrorWriter errors, OperationMatcher operations, ApiScope scope) {
    this.errors = errors;
    this.operations = operations;
    this.scope = scope;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    if (scope.covers(request)) {
      errors.write(request, response, problem(request));
    } else {
      chain.doFilter(request, response);
    }
  }

  private ApiProblem problem(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Optional<ApiProblem> broken = failure instanceof Throwable thrown ? BrokenRequest.problemOf(thrown) : Optional.empty();
    if (broken.isPresent()) {
      return broken.get();
    }
    HttpStatus known = status instanceof Integer code ? HttpStatus.resolve(code) : null;
    if (known == null || !known.is4xxClientError()) {
      LOG.error("{} {} failed", request.getMethod(), path, (Throwable) failure);
      return ApiProblem.of(Message.INTERNAL_ERROR);
    }
    return switch (known) {
      case NOT_FOUND -> ApiProblem.of(Message.PATH_NOT_FOUND, Excerpt.of(String.valueOf(path)));
      // TRACE, which the container refuses by itself.
      case METHOD_NOT_ALLOWED -> operations.rejection(request);
      default -> ApiProblem.invalidParameter("request", "must have the form that the contract gives it");
    };
  }
}
