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
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a request of the API that failed outside of any handler: in a filter, whose exception the container would log with its trace each time, or in the
 * container itself. All other requests get the error page of the application.
 */
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
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    if (!scope.covers(request)) {
      chain.doFilter(request, response);
    } else if (request.getDispatcherType() == DispatcherType.ERROR) {
      Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
      errors.write(request, response, problem(request, response, failure instanceof Throwable thrown ? thrown : null));
    } else {
      answer(request, response, chain);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ClientAbortException gone) {
      throw gone;
    } catch (RuntimeException | ServletException | IOException failure) {
      if (response.isCommitted() || request.isAsyncStarted()) {
        failures.report(request, response, failure);
        // The container closes the connection without a trace of its own, and the caller does not take a part of the response for all of it.
        throw new ClientAbortException(failure);
      }
      errors.write(request, response, problem(request, response, failure));
    }
  }

  private ApiProblem problem(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable failure) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Optional<ApiProblem> broken = failure == null ? Optional.empty() : BrokenRequest.problemOf(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    HttpStatus known = status instanceof Integer code ? HttpStatus.resolve(code) : null;
    if (known == null || !known.is4xxClientError()) {
      failures.report(request, response, failure);
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
    String allowed = String.valueOf(response.getHeader(HttpHeaders.ALLOW));
    // Otherwise a 404 would have it too.
    response.setHeader(HttpHeaders.ALLOW, null);
    ApiProblem problem = ApiProblem.of(Message.METHOD_NOT_ALLOWED, Excerpt.of(method), allowed).with(HttpHeaders.ALLOW, allowed);
    return operations.covers(request) ? admission.rejection(request, response, problem) : problem;
  }
}
