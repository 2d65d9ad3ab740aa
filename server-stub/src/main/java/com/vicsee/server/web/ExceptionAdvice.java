package com.vicsee.server.web;

import com.vicsee.server.generated.model.Operation;
import com.vicsee.server.generated.model.HeaderNames;
import com.vicsee.server.generated.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns whatever a handler throws into a problem of the contract. What nobody expected is logged here, and only here. */
@RestControllerAdvice
final class ExceptionAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ExceptionAdvice.class);

  private final ErrorWriter errors;
  private final RateLimitHeaders rateLimits;

  ExceptionAdvice(ErrorWriter errors, RateLimitHeaders rateLimits) {
    this.errors = errors;
    this.rateLimits = rateLimits;
  }

  @ExceptionHandler
  void handle(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (failure instanceof AsyncRequestNotUsableException) {
      return;
    }
    ApiProblem problem = problemOf(failure, request);
    if (problem.code().status() == HttpStatus.TOO_MANY_REQUESTS.value()) {
      rateLimits.giveBack(request, response);
    }
    errors.write(request, response, problem);
  }

  private static ApiProblem problemOf(Exception failure, HttpServletRequest request) {
    Optional<ApiProblem> broken = BrokenRequest.problemOf(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    if (failure instanceof HttpMessageNotReadableException unreadable) {
      return unreadable.getCause() instanceof JacksonException cause
          ? InvalidBody.explain(cause, JsonBody.current())
          : ApiProblem.of(Message.INVALID_JSON);
    }
    if (failure instanceof MethodArgumentNotValidException invalid && invalid.getFieldError() != null) {
      return InvalidBody.explain(firstOf(invalid), invalid.getParameter().getParameterType(), JsonBody.current());
    }
    if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
      Class<?> type = mismatch.getRequiredType() == null ? Object.class : mismatch.getRequiredType();
      return ApiProblem.invalidParameter(
          mismatch.getName(),
          InvalidBody.expectation(type) + "; received \"" + OperationMatcher.abbreviate(String.valueOf(mismatch.getValue())) + '"');
    }
    if (failure instanceof HandlerMethodValidationException invalid) {
      return explain(invalid);
    }
    if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
      return ApiProblem.of(Message.PATH_NOT_FOUND, OperationMatcher.abbreviate(request.getRequestURI()));
    }
    if (failure instanceof HttpRequestMethodNotSupportedException unsupported) {
      String allowed = unsupported.getSupportedHttpMethods() == null
          ? ""
          : unsupported.getSupportedHttpMethods().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
      return ApiProblem.of(Message.METHOD_NOT_ALLOWED, OperationMatcher.abbreviate(unsupported.getMethod()), allowed)
          .with(HeaderNames.ALLOW, allowed);
    }
    if (failure instanceof HttpMediaTypeNotAcceptableException) {
      return ApiProblem.of(
          Message.NOT_ACCEPTABLE, OperationMatcher.abbreviate(String.valueOf(request.getHeader("Accept"))), "application/json");
    }
    if (failure instanceof HttpMediaTypeNotSupportedException) {
      return ApiProblem.of(
          Message.UNSUPPORTED_MEDIA_TYPE, OperationMatcher.abbreviate(String.valueOf(request.getContentType())), "application/json");
    }
    if (failure instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
      return ApiProblem.invalidParameter("request", "cannot be read");
    }
    if (failure instanceof ProvokedFault) {
      LOG.debug("{} {} failed, {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
    } else {
      LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    }
    return ApiProblem.of(Message.INTERNAL_ERROR);
  }

  /** Jakarta Validation reports in no order; the first name in the alphabet makes the answer the same each time. */
  private static FieldError firstOf(MethodArgumentNotValidException invalid) {
    return invalid.getFieldErrors().stream()
        .min(java.util.Comparator.comparing(FieldError::getField).thenComparing(it -> String.valueOf(it.getCode())))
        .orElseThrow();
  }

  private static ApiProblem explain(HandlerMethodValidationException invalid) {
    ParameterValidationResult result = invalid.getParameterValidationResults().get(0);
    var parameter = result.getMethodParameter();
    if (parameter.hasParameterAnnotation(PathVariable.class)) {
      // No task can have such an id, and that is all that there is to say of it.
      return ApiProblem.of(Message.TASK_NOT_FOUND);
    }
    if (result instanceof org.springframework.validation.method.ParameterErrors body && body.getFieldError() != null) {
      return InvalidBody.explain(body.getFieldErrors().stream()
          .min(java.util.Comparator.comparing(FieldError::getField).thenComparing(it -> String.valueOf(it.getCode())))
          .orElseThrow(), parameter.getParameterType(), JsonBody.current());
    }
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
    String name = header != null ? header.value() : query != null ? query.value() : String.valueOf(parameter.getParameterName());
    var error = result.getResolvableErrors().get(0);
    ConstraintViolation<?> violation = result.unwrap(error, ConstraintViolation.class);
    String received = '"' + OperationMatcher.abbreviate(String.valueOf(result.getArgument())) + '"';
    return ApiProblem.invalidParameter(
        name,
        InvalidBody.rule(
            violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName(),
            violation.getConstraintDescriptor().getAttributes(),
            result.getArgument(),
            received));
  }
}
