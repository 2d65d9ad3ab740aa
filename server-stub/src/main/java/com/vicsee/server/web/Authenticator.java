package com.vicsee.server.web;

import com.vicsee.server.account.Account;
import com.vicsee.server.account.ApiKeys;
import com.vicsee.server.generated.model.HeaderNames;
import com.vicsee.server.generated.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Reads the bearer key of a request (RFC 6750, section 2.1; contract, {@code bearerAuth}). */
@Component
final class Authenticator implements BodyAdmission {
  private static final String SCHEME = "Bearer";
  private static final String KEY_PREFIX = "sk-";
  private static final int LONGEST_KEY = 256;

  private final ApiKeys keys;

  Authenticator(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * Returns the account whose key was sent, or nothing when none was sent.
   *
   * @throws ApiProblem if what was sent is not a good key
   */
  Optional<Account> authenticate(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    if (sent.size() > 1) {
      throw refusal(Message.INVALID_AUTH_FORMAT);
    }
    String value = sent.get(0).strip();
    int space = value.indexOf(' ');
    if (space < 0 || !value.substring(0, space).equalsIgnoreCase(SCHEME)) {
      throw refusal(Message.INVALID_AUTH_FORMAT);
    }
    String key = value.substring(space).strip();
    if (key.isEmpty()) {
      throw refusal(Message.INVALID_AUTH_FORMAT);
    }
    if (!key.startsWith(KEY_PREFIX) || key.length() > LONGEST_KEY) {
      throw refusal(Message.INVALID_KEY_FORMAT);
    }
    return Optional.of(keys.find(key).orElseThrow(() -> refusal(Message.INVALID_API_KEY)));
  }

  @Override
  public boolean admits(HttpServletRequest request) {
    try {
      return authenticate(request).isPresent();
    } catch (ApiProblem badKey) {
      return false;
    }
  }

  static ApiProblem refusal(Message condition) {
    return ApiProblem.of(condition).with(HeaderNames.WWW_AUTHENTICATE, SCHEME);
  }
}
