package com.vicsee.server.container;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.gate.Admission;
import com.vicsee.server.gate.OperationMatcher;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a request that the container could not read. */
final class UnreadableRequests {
  private final OperationMatcher operations;
  private final Admission admission;

  UnreadableRequests(OperationMatcher operations, Admission admission) {
    this.operations = operations;
    this.admission = admission;
  }

  /** Returns the problem of a request that the container answers with an error of its own. */
  ApiProblem problem(HttpServletRequest request, HttpServletResponse response, int status) {
    String path = request.getRequestURI();
    return switch (status) {
      case 404 -> ApiProblem.of(Message.PATH_NOT_FOUND, Excerpt.of(String.valueOf(path)));
      case 500 -> ApiProblem.of(Message.INTERNAL_ERROR);
      case 400 -> isEncodedBytes(path) ? unknown(request, response, path) : malformed();
      // 501 and 505 are about what was sent too: a transfer coding or a version that HTTP/1.1 does not have.
      default -> malformed();
    };
  }

  private static ApiProblem malformed() {
    return ApiProblem.invalidParameter("request", "must be well-formed HTTP/1.1 within the limits of size");
  }

  /** An id that is no text breaks the pattern of ids, and the contract says of such a one that it is unknown. */
  private ApiProblem unknown(HttpServletRequest request, HttpServletResponse response, String path) {
    return operations.covers(request)
        ? admission.rejection(request, response, ApiProblem.of(Message.TASK_NOT_FOUND))
        : ApiProblem.of(Message.PATH_NOT_FOUND, Excerpt.of(path));
  }

  /** Tells whether a path is percent-encoded well (RFC 3986, section 2.1), and yet no text: U+0000, or bytes that are not UTF-8. */
  private static boolean isEncodedBytes(@Nullable String path) {
    try {
      byte[] bytes = URLDecoder.decode(String.valueOf(path), StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).chars().anyMatch(c -> c == 0);
    } catch (IllegalArgumentException e) {
      return false;
    } catch (CharacterCodingException e) {
      return true;
    }
  }
}
