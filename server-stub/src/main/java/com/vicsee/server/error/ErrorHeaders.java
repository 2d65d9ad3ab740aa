package com.vicsee.server.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Adds headers that every response has to one that is an error. {@link ErrorWriter} calls each bean of this type before it writes. */
@FunctionalInterface
public interface ErrorHeaders {
  /** Adds the headers that the response does not have yet. */
  void add(HttpServletRequest request, HttpServletResponse response, ApiProblem problem);
}
