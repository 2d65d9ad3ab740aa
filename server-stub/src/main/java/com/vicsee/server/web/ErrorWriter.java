package com.vicsee.server.web;

import com.vicsee.server.generated.model.HeaderNames;
import com.vicsee.server.generated.model.ErrorDetail;
import com.vicsee.server.generated.model.ErrorResponse;
import com.vicsee.server.generated.model.Operation;
import com.vicsee.server.generated.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The only writer of error bodies: for filters, for the exception advice and for what the container itself refuses. */
@Component
public final class ErrorWriter {
  /** The request attribute with the code that was answered. */
  public static final String CODE_ATTRIBUTE = ErrorWriter.class.getName() + ".code";

  /** The request attribute with the operation that was asked for; absent when there is no such operation. */
  public static final String OPERATION_ATTRIBUTE = Operation.class.getName();

  private static final int LONGEST_MESSAGE = 2000;

  private final JsonMapper json;
  private final RequestIds requestIds;
  private final RateLimitHeaders rateLimits;

  ErrorWriter(JsonMapper json, RequestIds requestIds, RateLimitHeaders rateLimits) {
    this.json = json;
    this.requestIds = requestIds;
    this.rateLimits = rateLimits;
  }

  /** Writes the envelope of a problem with the headers of every response, unless the response has begun already: then nothing can be said. */
  public void write(HttpServletRequest request, HttpServletResponse response, ApiProblem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    request.setAttribute(CODE_ATTRIBUTE, problem.code().getValue());
    if (!response.containsHeader(HeaderNames.X_REQUEST_ID)) {
      response.setHeader(HeaderNames.X_REQUEST_ID, requestIds.of(request));
    }
    rateLimits.ensure(request, response, problem.condition() != Message.INTERNAL_ERROR);
    byte[] body = body(problem);
    response.setStatus(problem.code().status());
    problem.headers().forEach(response::setHeader);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(body.length);
    if (!HttpMethod.HEAD.name().equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
    response.flushBuffer();
  }

  private byte[] body(ApiProblem problem) {
    String text = problem.text();
    var detail = new ErrorDetail(problem.code(), text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE));
    return json.writeValueAsString(new ErrorResponse(false, detail)).getBytes(StandardCharsets.UTF_8);
  }
}
