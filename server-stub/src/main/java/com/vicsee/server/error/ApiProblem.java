package com.vicsee.server.error;

import com.vicsee.server.model.ErrorCode;
import com.vicsee.server.model.HeaderNames;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * An error that the contract declares. Code that rejects a request throws one; {@link ErrorWriter} turns it into the response. The contract decides status,
 * code and message ({@code x-error-codes}).
 *
 * <p>It has no stack trace: it is an answer, not a fault of the program.
 */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  /** What the contract allows, in characters (code points). */
  private static final int MAX_LENGTH = 2000;

  private final ErrorCode.Message condition;
  private final transient Map<String, String> headers;

  private ApiProblem(ErrorCode.Message condition, String text, Map<String, String> headers) {
    super(text.codePointCount(0, text.length()) <= MAX_LENGTH ? text : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)), null, false, false);
    this.condition = condition;
    this.headers = headers;
  }

  /**
   * Makes the problem of a condition of the contract.
   *
   * @param values the values for the parameters of the message, in the order of the contract
   */
  public static ApiProblem of(ErrorCode.Message condition, Object... values) {
    return new ApiProblem(condition, condition.text(values), Map.of());
  }

  /** Makes the problem of a field that breaks a rule. The rule says what was expected and what was received. */
  public static ApiProblem invalidParameter(String field, String rule) {
    return of(ErrorCode.Message.INVALID_PARAMETER, field, rule);
  }

  /** Returns the same problem with one more response header. */
  public ApiProblem with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ApiProblem(condition, text(), Map.copyOf(more));
  }

  /** Returns the same problem with a {@code Retry-After} of whole seconds, rounded up and at least one (RFC 9110, section 10.2.3). */
  public ApiProblem retryAfter(Duration wait) {
    return with(HeaderNames.RETRY_AFTER, Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000)));
  }

  /** Returns the condition of the contract; a code may have several. */
  public ErrorCode.Message condition() {
    return condition;
  }

  /** Returns the error code that the response has. */
  public ErrorCode code() {
    return condition.code();
  }

  /** Tells whether it is a 429, which does not count as a request (contract, "Rate limit"). */
  public boolean isTooManyRequests() {
    return code().status() == HttpStatus.TOO_MANY_REQUESTS.value();
  }

  /** Returns the message that the response has, with all values filled in. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Returns the headers of this problem alone, such as {@code Retry-After}. */
  public Map<String, String> headers() {
    return headers;
  }
}
