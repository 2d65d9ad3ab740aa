package com.vicsee.server.web;

import com.vicsee.server.generated.model.ErrorCode.Message;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed outside of any handler, in a filter say, in place of Boot's own error page. */
@Controller
class FallbackErrorController implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackErrorController.class);

  private final ErrorWriter errors;
  private final OperationMatcher operations;

  FallbackErrorController(ErrorWriter errors, OperationMatcher operations) {
    this.errors = errors;
    this.operations = operations;
  }

  @RequestMapping("${server.error.path:/error}")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    errors.write(request, response, problem(request));
  }

  private ApiProblem problem(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Optional<ApiProblem> broken = failure instanceof Throwable thrown ? BrokenRequest.problemOf(thrown) : Optional.empty();
    if (broken.isPresent()) {
      return broken.get();
    }
    boolean refused = status instanceof Integer code && code >= 400 && code < 500;
    if (failure != null && !refused) {
      LOG.error("{} {} failed", request.getMethod(), path, (Throwable) failure);
      return ApiProblem.of(Message.INTERNAL_ERROR);
    }
    if (status == null || status.equals(404)) {
      return ApiProblem.of(Message.PATH_NOT_FOUND, OperationMatcher.abbreviate(path == null ? request.getRequestURI() : path.toString()));
    }
    if (status.equals(405) && path != null) {
      // TRACE, which the container refuses by itself.
      return operations.refusal(request.getMethod(), path.toString());
    }
    return (Integer) status != 500
        ? ApiProblem.invalidParameter("request", "cannot be read")
        : ApiProblem.of(Message.INTERNAL_ERROR);
  }
}
