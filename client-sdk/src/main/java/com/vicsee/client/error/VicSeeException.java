package com.vicsee.client.error;

import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.Operation;
import com.vicsee.client.ratelimit.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the client throws about a call. Unchecked and immutable. The message has the form
 * {@code [getTask] HTTP 404 TASK_NOT_FOUND: Task not found (request id: …, task: …)}. It never holds an API key.
 *
 * <p>After a paid call each failure has the {@linkplain #taskId() task} or the {@linkplain #idempotencyKey() idempotency
 * key}, so what was paid can be resumed.
 *
 * <p>What the contract says about a code (remedy, retryability) is on {@link #code()}.
 */
public abstract sealed class VicSeeException extends RuntimeException
    permits ApiException, AwaitTimeoutException, BatchFailedException, CallInterruptedException, CallTimeoutException,
        ClientClosedException, ConnectionException, DecodingException, LocalFailureException, TaskFailedException,
        TransferException {

  private static final long serialVersionUID = 1L;

  /** All that is known. */
  private final Failure failure;

  VicSeeException(Failure failure, @Nullable Throwable cause) {
    super(failure.toString(), cause);
    this.failure = failure;
  }

  /** Returns all that is known of the failure. */
  public final Failure failure() {
    return failure;
  }

  /** Returns the operation that failed; empty when the failure belongs to none. */
  public final Optional<Operation> operation() {
    return failure.operation();
  }

  /** Returns the HTTP status; empty when there was no response. */
  public final OptionalInt status() {
    return failure.status();
  }

  /** Returns the error code; {@link ErrorCode#UNKNOWN} when there was none, or one that this version does not know. */
  public final ErrorCode code() {
    return failure.code();
  }

  /** Returns the error code as it came, known or not; empty when there was none. */
  public final Optional<String> rawCode() {
    return failure.rawCode();
  }

  /** Returns what went wrong in the server's words, without what {@link #getMessage()} puts around it. */
  public final String apiMessage() {
    return failure.message();
  }

  /** Returns the id of the request, for support; empty when there was no response, or it had none. */
  public final Optional<String> requestId() {
    return failure.requestId();
  }

  /** Returns the quota at that time; empty when the response did not state it. */
  public final Optional<RateLimit> rateLimit() {
    return failure.rateLimit();
  }

  /** Returns how long the server asks to wait before the next attempt; empty when it does not. */
  public final Optional<Duration> retryAfter() {
    return failure.retryAfter();
  }

  /** Says whether the same call may succeed later. The client has already made the retries that its policy allows. */
  public final boolean isRetryable() {
    return failure.retryable();
  }

  /** Returns the body of the response as it came, cut after 8192 characters; empty when there was no response. */
  public final Optional<String> rawBody() {
    return failure.rawBody();
  }

  /**
   * Returns the task that the call is about: the one that was read or, after a paid call, the one that was paid. Wait for
   * it again with {@code client.tasks().await(id)}. Empty when no task is known yet.
   */
  public final Optional<String> taskId() {
    return failure.taskId();
  }

  /**
   * Returns the idempotency key of the paid call, the client's own too. The same request with the same key is not paid
   * again and answers with the task. Empty when nothing is paid.
   */
  public final Optional<String> idempotencyKey() {
    return failure.idempotencyKey();
  }

  /** Returns how many attempts were made; zero when the request was not sent. */
  public final int attempts() {
    return failure.attempts();
  }
}
