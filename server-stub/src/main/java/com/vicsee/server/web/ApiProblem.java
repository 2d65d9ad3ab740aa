package com.vicsee.server.web;

import com.vicsee.server.generated.model.HeaderNames;
import com.vicsee.server.generated.model.ErrorCode;
import java.time.Duration;
import java.util.Map;

/**
 * A failure that the contract declares, on its way to {@link ErrorWriter}. Whoever finds a request wanting throws one; nobody else decides
 * on a status or a message.
 *
 * <p>It has no stack trace: it is an answer, not a fault of the program.
 */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode.Message condition;
  private final transient Map<String, String> headers;

  private ApiProblem(ErrorCode.Message condition, String text, Map<String, String> headers) {
    super(text, null, false, false);
    this.condition = condition;
    this.headers = headers;
  }

  /**
   * Makes the problem of a condition of the contract ({@code x-error-codes}).
   *
   * @param values the live values of the message, in the order in which the contract lists its parameters
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
    var more = new java.util.LinkedHashMap<>(headers);
    more.put(header, value);
    return new ApiProblem(condition, text(), Map.copyOf(more));
  }

  /** Returns the same problem with a {@code Retry-After} of whole seconds, rounded up and at least one (RFC 9110, section 10.2.3). */
  public ApiProblem retryAfter(Duration wait) {
    long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    return with(HeaderNames.RETRY_AFTER, Long.toString(seconds));
  }

  public ErrorCode.Message condition() {
    return condition;
  }

  public ErrorCode code() {
    return condition.code();
  }

  /** Returns the message for the wire, with its live values. */
  public String text() {
    return String.valueOf(getMessage());
  }

  public Map<String, String> headers() {
    return headers;
  }
}
