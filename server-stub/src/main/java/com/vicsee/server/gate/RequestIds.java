package com.vicsee.server.gate;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ErrorHeaders;
import com.vicsee.server.error.FieldLines;
import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.HeaderNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Gives each request an id. */
public final class RequestIds implements ErrorHeaders {
  /** The key of the request id in the logging context (MDC), so that each line about a request can show it. */
  public static final String LOGGED_AS = "requestId";

  private static final String ATTRIBUTE = RequestIds.class.getName();

  RequestIds() {}

  /** Returns the id of a request: the caller's when it is a valid one, otherwise a new one. It is the same each time for one request. */
  String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = FieldLines.combined(request, HeaderNames.X_REQUEST_ID);
    String id = sent != null && ContractFacts.REQUEST_ID.matcher(sent).matches() ? sent : next();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  @Override
  public void add(HttpServletRequest request, HttpServletResponse response, ApiProblem problem) {
    if (!response.containsHeader(HeaderNames.X_REQUEST_ID)) {
      response.setHeader(HeaderNames.X_REQUEST_ID, of(request));
    }
  }

  /** An id tells requests apart and gives access to nothing, so it may be one that can be guessed. */
  private static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req-" + new UUID(random.nextLong(), random.nextLong());
  }
}
