package com.vicsee.server.error;

import java.net.SocketTimeoutException;
import java.util.Optional;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;

/** Recognises that the container could not read the rest of a request. The container finds out late, when a handler or a filter reads it. */
public final class BrokenRequest {
  private static final int MAX_CAUSES = 20;

  private BrokenRequest() {}

  /** Returns the problem of the request, if the failure is the request's fault. */
  public static Optional<ApiProblem> problemOf(Throwable failure) {
    if (failure instanceof SocketTimeoutException) {
      // Not as a cause: a database that does not answer has one too.
      return Optional.of(ApiProblem.invalidParameter("body", "must arrive whole and in time"));
    }
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof ApiProblem problem) {
        return Optional.of(problem);
      }
      if (cause instanceof InvalidParameterException) {
        return Optional.of(ApiProblem.invalidParameter("query", "must be pairs of a name and a value, percent-encoded"));
      }
      if (cause instanceof BadRequestException) {
        return Optional.of(ApiProblem.invalidParameter("request", "must have a body that is framed as its headers say"));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
