package com.vicsee.server.container;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.BrokenRequest;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.error.FailureLog;
import com.vicsee.server.gate.Admission;
import com.vicsee.server.gate.OperationMatcher;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers a request of the API that failed outside of any handler, in a filter for instance. The error page of the application stays for all others. */
final class ErrorDispatchFilter extends OncePerRequestFilter {
  private final ErrorWriter errors;
  private final FailureLog failures;
  private final OperationMatcher operations;
  private final Admission admission;
  private final ApiScope scope;

  ErrorDispatchFilter(ErrorWriter errors, FailureLog failures, OperationMatcher operations, Admission admission, ApiScope scope) {
    this.errors = errors;
    this.failures = failures;
    this.operations = operations;
    this.admission = admission;
    this.scope = scope;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    if (scope.covers(request)) {
      errors.write(request, response, problem(request, response));
    } else {
      chain.doFilter(request, response);
    }
  }

  private ApiProblem problem(HttpServletRequest request, HttpServletResponse response) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Optional<ApiProblem> broken = failure instanceof Throwable thrown ? BrokenRequest.problemOf(thrown) : Optional.empty();
    if (broken.isPresent()) {
      return broken.get();
    }
    HttpStatus known = status instanceof Integer code ? HttpStatus.resolve(code) : null;
    if (known == null || !known.is4xxClientError()) {
      failures.report(request, response, failure instanceof Throwable thrown ? thrown : null);
      return ApiProblem.of(Message.INTERNAL_ERROR);
    }
    return switch (known) {
      case NOT_FOUND -> ApiProblem.of(Message.PATH_NOT_FOUND, Excerpt.of(String.valueOf(path)));
      case METHOD_NOT_ALLOWED -> methodNotAllowed(request, response);
      default -> ApiProblem.invalidParameter("request", "must have the form that the contract gives it");
    };
  }

  /** TRACE, which the container rejects by itself and names the methods of the servlet instead. */
  private ApiProblem methodNotAllowed(HttpServletRequest request, HttpServletResponse response) {
    String method = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_METHOD));
    ApiProblem problem = ApiProblem.of(Message.METHOD_NOT_ALLOWED, Excerpt.of(method), String.valueOf(response.getHeader(HttpHeaders.ALLOW)));
    return operations.covers(request) ? admission.rejection(request, response, problem) : problem;
  }
}
