package com.vicsee.server.error;

import com.vicsee.server.model.ErrorDetail;
import com.vicsee.server.model.ErrorResponse;
import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes every error body: for filters, for handlers and for what the container itself refuses. */
public final class ErrorWriter {
  /** The request attribute with the error code of the response. */
  public static final String CODE_ATTRIBUTE = ErrorWriter.class.getName() + ".code";

  /** The request attribute with the {@link Operation} that was asked for; absent when there is no such operation. */
  public static final String OPERATION_ATTRIBUTE = Operation.class.getName();

  private static final JsonMapper JSON = new JsonMapper();

  private final List<ErrorHeaders> headers;

  /** Makes a writer that adds these headers to each response. */
  public ErrorWriter(List<ErrorHeaders> headers) {
    this.headers = List.copyOf(headers);
  }

  /** Writes the envelope of a problem with the headers of every response. A response that has already begun is left unchanged. */
  public void write(HttpServletRequest request, HttpServletResponse response, ApiProblem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    request.setAttribute(CODE_ATTRIBUTE, problem.code().getValue());
    headers.forEach(it -> it.add(request, response, problem));
    byte[] body = JSON.writeValueAsBytes(new ErrorResponse(false, new ErrorDetail(problem.code(), problem.text())));
    response.setStatus(problem.code().status());
    problem.headers().forEach(response::setHeader);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(body.length);
    if (!HttpMethod.HEAD.matches(request.getMethod())) {
      response.getOutputStream().write(body);
    }
    response.flushBuffer();
  }
}
