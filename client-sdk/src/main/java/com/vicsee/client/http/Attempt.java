package com.vicsee.client.http;

import com.vicsee.client.model.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One HTTP request of a call, and how it ended. It holds no key and no body. Immutable. */
public final class Attempt {

  private final Operation operation;
  private final int number;
  private final Duration duration;
  private final @Nullable Integer status;
  private final @Nullable String requestId;
  private final @Nullable Throwable failure;

  /**
   * Makes an attempt. For the client, and for tests of listeners.
   *
   * @param status null when there was no response
   * @param requestId null when there was no response, or it had none
   * @param failure why the attempt failed; null when it succeeded
   */
  public Attempt(
      Operation operation,
      int number,
      Duration duration,
      @Nullable Integer status,
      @Nullable String requestId,
      @Nullable Throwable failure) {
    this.operation = operation;
    this.number = number;
    this.duration = duration;
    this.status = status;
    this.requestId = requestId;
    this.failure = failure;
  }

  /** Returns the operation of the call. */
  public Operation operation() {
    return operation;
  }

  /** Returns which attempt of the call this was, from 1. */
  public int number() {
    return number;
  }

  /** Returns the time from the request to the end of the response. */
  public Duration duration() {
    return duration;
  }

  /** Returns the HTTP status; empty when there was no response. */
  public OptionalInt status() {
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the id of the request; empty when there was no response, or it had none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /** Returns why the attempt failed, as a rule a {@code VicSeeException}; empty when it succeeded. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return "Attempt[" + operation.operationId() + " #" + number + ", "
        + (status == null ? "no response" : "HTTP " + status) + ", " + duration.toMillis() + " ms]";
  }
}
