package com.vicsee.client.error;

import com.vicsee.client.generated.model.ErrorCode;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.ratelimit.RateLimit;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a failed call; the data of every {@link VicSeeException}. A test makes one to throw an exception
 * of the client.
 *
 * @param operation the operation that failed; null when the failure belongs to none
 * @param status the HTTP status; null when there was no response
 * @param code the error code; {@link ErrorCode#UNKNOWN} when there was none, or one that this version does not know
 * @param rawCode the error code as it came; null when there was none
 * @param message what went wrong, for a person
 * @param requestId the id of the request, for support; null when there was no response, or it had none
 * @param rateLimit where the caller stood then; null when the response did not say it
 * @param retryAfter how long the server asks to wait; null when it does not
 * @param retryable whether the same call may succeed later
 * @param rawBody the body as it came, cut after {@value #MAX_RAW_BODY} characters; null when there was no response
 * @param attempts how many times the call was tried; zero when it was not sent
 */
public record Failure(
    @Nullable Operation operation,
    @Nullable Integer status,
    ErrorCode code,
    @Nullable String rawCode,
    String message,
    @Nullable String requestId,
    @Nullable RateLimit rateLimit,
    @Nullable Duration retryAfter,
    boolean retryable,
    @Nullable String rawBody,
    int attempts) implements Serializable {

  /** The greatest length of {@link #rawBody()}, in characters. */
  public static final int MAX_RAW_BODY = 8192;

  /** Cuts the raw body. */
  public Failure {
    if (rawBody != null && rawBody.length() > MAX_RAW_BODY) {
      rawBody = rawBody.substring(0, MAX_RAW_BODY);
    }
  }

  /**
   * Returns a failure without a response.
   *
   * @param operation the operation that failed; null when the failure belongs to none
   * @param message what went wrong, for a person
   */
  public static Failure of(@Nullable Operation operation, String message) {
    return new Failure(operation, null, ErrorCode.UNKNOWN, null, message, null, null, null, false, null, 0);
  }

  /** Returns this failure, retryable or not. */
  public Failure withRetryable(boolean value) {
    return new Failure(
        operation, status, code, rawCode, message, requestId, rateLimit, retryAfter, value, rawBody, attempts);
  }

  /** Returns this failure after a number of tries. */
  public Failure withAttempts(int value) {
    return new Failure(
        operation, status, code, rawCode, message, requestId, rateLimit, retryAfter, retryable, rawBody, value);
  }

  /** Returns this failure with the id of a request. */
  public Failure withRequestId(@Nullable String value) {
    return new Failure(
        operation, status, code, rawCode, message, value, rateLimit, retryAfter, retryable, rawBody, attempts);
  }

  /** Returns this failure with a quota and the time until it is worth trying again. */
  public Failure withQuota(@Nullable RateLimit quota, @Nullable Duration wait) {
    return new Failure(operation, status, code, rawCode, message, requestId, quota, wait, retryable, rawBody, attempts);
  }

  /** Returns the message of the exception: {@code [operation] HTTP status CODE: message (request id: …)}. */
  String describe() {
    StringBuilder text = new StringBuilder();
    if (operation != null) {
      text.append('[').append(operation.operationId()).append("] ");
    }
    if (status != null) {
      text.append("HTTP ").append(status);
      if (rawCode != null) {
        text.append(' ').append(rawCode);
      }
      text.append(": ");
    }
    text.append(message);
    if (requestId != null) {
      text.append(" (request id: ").append(requestId).append(')');
    }
    return text.toString();
  }
}
