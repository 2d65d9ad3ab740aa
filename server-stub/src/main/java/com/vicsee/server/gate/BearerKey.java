package com.vicsee.server.gate;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Reads the bearer key of a request (RFC 6750, section 2.1; contract, {@code bearerAuth}). */
final class BearerKey {
  private static final String SCHEME = "Bearer";
  private static final String PREFIX = "sk-";
  private static final int MAX_LENGTH = 256;

  private BearerKey() {}

  /**
   * Returns the key that was sent; empty when there is no {@code Authorization} header.
   *
   * @throws ApiProblem if the header has not the form of one
   */
  static Optional<String> of(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    String value = sent.get(0).strip();
    int space = value.indexOf(' ');
    // A scheme has no case (RFC 9110, section 11.1).
    if (sent.size() > 1 || space < 0 || !value.substring(0, space).equalsIgnoreCase(SCHEME)) {
      throw rejection(Message.INVALID_AUTH_FORMAT);
    }
    String key = value.substring(space).strip();
    if (!key.startsWith(PREFIX) || key.length() > MAX_LENGTH) {
      throw rejection(Message.INVALID_KEY_FORMAT);
    }
    return Optional.of(key);
  }

  /** Makes a 401 with its challenge (RFC 9110, section 11.6.1). */
  static ApiProblem rejection(Message condition) {
    return ApiProblem.of(condition).with(HttpHeaders.WWW_AUTHENTICATE, SCHEME);
  }
}
