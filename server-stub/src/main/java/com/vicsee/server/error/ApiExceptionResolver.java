package com.vicsee.server.error;

import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns what a handler of the API throws into a problem of the contract. It runs before the application's controller advice, which handles all other requests.
 */
final class ApiExceptionResolver implements HandlerExceptionResolver, Ordered {
  private final ErrorWriter errors;
  private final FailureLog failures;
  private final ApiScope scope;
  private final UnimplementedOperations unimplemented;

  ApiExceptionResolver(ErrorWriter errors, FailureLog failures, ApiScope scope, UnimplementedOperations unimplemented) {
    this.errors = errors;
    this.failures = failures;
    this.scope = scope;
    this.unimplemented = unimplemented;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
    if (!scope.covers(request)) {
      return null;
    }
    try {
      if (!response.isCommitted() && request.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE) instanceof Operation operation && isUnimplemented(failure)) {
        unimplemented.answer(operation, request, response);
      }
      if (!response.isCommitted() && !(failure instanceof AsyncRequestNotUsableException)) {
        errors.write(request, response, problemOf(failure, request, response));
      }
      return new ModelAndView();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No controller has the generated interface, or it inherits the method that the generator made. */
  private static boolean isUnimplemented(Exception failure) {
    return failure instanceof NoResourceFoundException
        || failure instanceof ResponseStatusException status && status.getStatusCode().isSameCodeAs(HttpStatus.NOT_IMPLEMENTED);
  }

  private ApiProblem problemOf(Exception failure, HttpServletRequest request, HttpServletResponse response) {
    Optional<ApiProblem> broken = BrokenRequest.problemOf(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    if (failure instanceof HttpMessageNotReadableException) {
      // There is no body at all.
      return ApiProblem.of(Message.INVALID_JSON);
    }
    if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
      return ParameterProblems.of(mismatch);
    }
    if (failure instanceof HandlerMethodValidationException invalid) {
      return ParameterProblems.of(invalid);
    }
    boolean isOperation = request.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE) != null;
    if (!isOperation && (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException)) {
      return ApiProblem.of(Message.PATH_NOT_FOUND, Excerpt.of(request.getRequestURI()));
    }
    if (failure instanceof HttpRequestMethodNotSupportedException unsupported) {
      Set<String> methods = new LinkedHashSet<>(List.of(Objects.requireNonNullElse(unsupported.getSupportedMethods(), new String[0])));
      if (methods.contains(HttpMethod.GET.name())) {
        methods.add(HttpMethod.HEAD.name());
      }
      String allowed = String.join(", ", methods);
      return ApiProblem.of(Message.METHOD_NOT_ALLOWED, Excerpt.of(unsupported.getMethod()), allowed).with(HttpHeaders.ALLOW, allowed);
    }
    if (failure instanceof HttpMediaTypeNotAcceptableException) {
      return ApiProblem.of(
          Message.NOT_ACCEPTABLE, Excerpt.of(String.valueOf(request.getHeader(HttpHeaders.ACCEPT))), MediaType.APPLICATION_JSON_VALUE);
    }
    if (failure instanceof HttpMediaTypeNotSupportedException) {
      return ApiProblem.of(Message.UNSUPPORTED_MEDIA_TYPE, Excerpt.of(String.valueOf(request.getContentType())), MediaType.APPLICATION_JSON_VALUE);
    }
    if (!isUnimplemented(failure) && failure instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
      return ApiProblem.invalidParameter("request", "must have the form that the contract gives it");
    }
    failures.report(request, response, failure);
    return ApiProblem.of(Message.INTERNAL_ERROR);
  }
}
