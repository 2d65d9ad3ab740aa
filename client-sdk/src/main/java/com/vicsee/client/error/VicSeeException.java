package com.vicsee.client.error;

import com.vicsee.client.generated.model.ErrorCode;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.ratelimit.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the client throws about a call. Unchecked and immutable. The message has the form
 * {@code [getTask] HTTP 404 TASK_NOT_FOUND: Task not found (request id: …)}; no part of it holds an API key.
 *
 * <p>What the contract says about a code (remedy, retryability) is on {@link #code()}.
 */
public abstract sealed class VicSeeException extends RuntimeException
    permits ApiException, AwaitTimeoutException, CallInterruptedException, CallTimeoutException, ConnectionException,
        DecodingException, TaskFailedException, TransferException {

  private static final long serialVersionUID = 1L;

  /** All that is known. */
  private final Failure failure;

  VicSeeException(Failure failure, @Nullable Throwable cause) {
    super(failure.describe(), cause);
    this.failure = failure;
  }

  /** Returns all that is known of the failure. */
  public final Failure failure() {
    return failure;
  }

  /** Returns the operation that failed; empty when the failure belongs to none. */
  public final Optional<Operation> operation() {
    return Optional.ofNullable(failure.operation());
  }

  /** Returns the HTTP status; empty when there was no response. */
  public final OptionalInt status() {
    Integer status = failure.status();
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the error code; {@link ErrorCode#UNKNOWN} when there was none, or one that this version does not know. */
  public final ErrorCode code() {
    return failure.code();
  }

  /** Returns the error code as it came, known or not; empty when there was none. */
  public final Optional<String> rawCode() {
    return Optional.ofNullable(failure.rawCode());
  }

  /** Returns what went wrong in the server's words, without what {@link #getMessage()} puts around it. */
  public final String apiMessage() {
    return failure.message();
  }

  /** Returns the id of the request, for support; empty when there was no response, or it had none. */
  public final Optional<String> requestId() {
    return Optional.ofNullable(failure.requestId());
  }

  /** Returns where the caller stood in the quota; empty when the response did not say it. */
  public final Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(failure.rateLimit());
  }

  /** Returns how long the server asks to wait before the next try; empty when it does not. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(failure.retryAfter());
  }

  /** Says whether the same call may succeed later. The client has already made the retries that its policy allows. */
  public final boolean isRetryable() {
    return failure.retryable();
  }

  /** Returns the body of the response as it came, cut after 8192 characters; empty when there was no response. */
  public final Optional<String> rawBody() {
    return Optional.ofNullable(failure.rawBody());
  }

  /** Returns how many times the call was tried; zero when it was not sent. */
  public final int attempts() {
    return failure.attempts();
  }
}
