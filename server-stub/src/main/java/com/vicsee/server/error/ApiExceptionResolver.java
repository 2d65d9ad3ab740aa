package com.vicsee.server.error;

import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns what a handler of the API throws into a problem of the contract. It comes before the advice of the application, which handles other requests. */
final class ApiExceptionResolver implements HandlerExceptionResolver, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionResolver.class);

  private final ErrorWriter errors;
  private final ApiScope scope;

  ApiExceptionResolver(ErrorWriter errors, ApiScope scope) {
    this.errors = errors;
    this.scope = scope;
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
      if (!(failure instanceof AsyncRequestNotUsableException)) {
        errors.write(request, response, problemOf(failure, request));
      }
      return new ModelAndView();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiProblem problemOf(Exception failure, HttpServletRequest request) {
    Optional<ApiProblem> broken = BrokenRequest.problemOf(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
      return ParameterProblems.of(mismatch);
    }
    if (failure instanceof HandlerMethodValidationException invalid) {
      return ParameterProblems.of(invalid);
    }
    if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
      return ApiProblem.of(Message.PATH_NOT_FOUND, Excerpt.of(request.getRequestURI()));
    }
    if (failure instanceof HttpRequestMethodNotSupportedException unsupported) {
      String allowed = StringUtils.arrayToDelimitedString(unsupported.getSupportedMethods(), ", ");
      return ApiProblem.of(Message.METHOD_NOT_ALLOWED, Excerpt.of(unsupported.getMethod()), allowed).with(HttpHeaders.ALLOW, allowed);
    }
    if (failure instanceof HttpMediaTypeNotAcceptableException) {
      return ApiProblem.of(
          Message.NOT_ACCEPTABLE, Excerpt.of(String.valueOf(request.getHeader(HttpHeaders.ACCEPT))), MediaType.APPLICATION_JSON_VALUE);
    }
    if (failure instanceof HttpMediaTypeNotSupportedException) {
      return ApiProblem.of(Message.UNSUPPORTED_MEDIA_TYPE, Excerpt.of(String.valueOf(request.getContentType())), MediaType.APPLICATION_JSON_VALUE);
    }
    if (failure instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
      return ApiProblem.invalidParameter("request", "must have the form that the contract gives it");
    }
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return ApiProblem.of(Message.INTERNAL_ERROR);
  }
}
