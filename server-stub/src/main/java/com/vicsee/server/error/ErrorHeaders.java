package com.vicsee.server.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Adds to error responses the headers that every response must have. {@link ErrorWriter} calls each bean of this type before it writes. */
@FunctionalInterface
public interface ErrorHeaders {
  /** Adds the headers that the response does not have yet. */
  void add(HttpServletRequest request, HttpServletResponse response, ApiProblem problem);
}
