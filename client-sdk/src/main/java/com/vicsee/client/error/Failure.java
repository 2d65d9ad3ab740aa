package com.vicsee.client.error;

import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.Operation;
import com.vicsee.client.ratelimit.RateLimit;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a failed call; the data of every {@link VicSeeException}. Immutable. A test builds one to throw an
 * exception of the client.
 */
public final class Failure implements Serializable {

  /** The greatest length of {@link #rawBody()}, in characters. */
  public static final int MAX_RAW_BODY = 8192;

  private static final long serialVersionUID = 1L;

  /** A copy of its own, which is never changed. */
  private final Builder values;

  private Failure(Builder values) {
    this.values = values;
  }

  /**
   * Returns a builder.
   *
   * @param operation the operation that failed; null when the failure belongs to none
   * @param message what went wrong, for a person
   */
  public static Builder builder(@Nullable Operation operation, String message) {
    return new Builder(operation, message);
  }

  /** Returns a builder with the values of this failure. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** Returns the operation that failed; empty when the failure belongs to none. */
  public Optional<Operation> operation() {
    return Optional.ofNullable(values.operation);
  }

  /** Returns the HTTP status; empty when there was no response. */
  public OptionalInt status() {
    return values.status == null ? OptionalInt.empty() : OptionalInt.of(values.status);
  }

  /** Returns the error code; {@link ErrorCode#UNKNOWN} when there was none, or one that this version does not know. */
  public ErrorCode code() {
    return values.code;
  }

  /** Returns the error code as it came, known or not; empty when there was none. */
  public Optional<String> rawCode() {
    return Optional.ofNullable(values.rawCode);
  }

  /** Returns what went wrong, for a person. */
  public String message() {
    return values.message;
  }

  /** Returns the id of the request, for support; empty when there was no response, or it had none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(values.requestId);
  }

  /** Returns the quota at that time; empty when the response did not state it. */
  public Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(values.rateLimit);
  }

  /** Returns how long the server asks to wait before the next attempt; empty when it does not. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(values.retryAfter);
  }

  /** Says whether the same call may succeed later. */
  public boolean retryable() {
    return values.retryable;
  }

  /** Returns the body as it came, cut after {@value #MAX_RAW_BODY} characters; empty when there was no response. */
  public Optional<String> rawBody() {
    return Optional.ofNullable(values.rawBody);
  }

  /** Returns how many attempts were made; zero when the request was not sent. */
  public int attempts() {
    return values.attempts;
  }

  /** Returns the task that the call is about; empty when none is known yet. */
  public Optional<String> taskId() {
    return Optional.ofNullable(values.taskId);
  }

  /** Returns the idempotency key of the paid call; empty when nothing is paid. */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(values.idempotencyKey);
  }

  /** Returns the message of the exception: {@code [operation] HTTP status CODE: message (request id: …)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    operation().ifPresent(value -> text.append('[').append(value.operationId()).append("] "));
    if (values.status != null) {
      text.append("HTTP ").append(values.status);
      rawCode().ifPresent(value -> text.append(' ').append(value));
      text.append(": ");
    }
    text.append(values.message);
    StringBuilder ids = new StringBuilder();
    append(ids, "request id", values.requestId);
    append(ids, "task", values.taskId);
    append(ids, "idempotency key", values.idempotencyKey);
    return ids.isEmpty() ? text.toString() : text.append(" (").append(ids).append(')').toString();
  }

  private static void append(StringBuilder ids, String name, @Nullable String value) {
    if (value != null) {
      ids.append(ids.isEmpty() ? "" : ", ").append(name).append(": ").append(value);
    }
  }

  /** Builds a failure. It can be used more than once. Not thread-safe. */
  public static final class Builder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable Operation operation;
    private String message;
    private @Nullable Integer status;
    private ErrorCode code = ErrorCode.UNKNOWN;
    private @Nullable String rawCode;
    private @Nullable String requestId;
    private @Nullable RateLimit rateLimit;
    private @Nullable Duration retryAfter;
    private boolean retryable;
    private @Nullable String rawBody;
    private int attempts;
    private @Nullable String taskId;
    private @Nullable String idempotencyKey;

    private Builder(@Nullable Operation operation, String message) {
      this.operation = operation;
      this.message = message;
    }

    private Builder(Builder other) {
      this.operation = other.operation;
      this.status = other.status;
      this.code = other.code;
      this.rawCode = other.rawCode;
      this.message = other.message;
      this.requestId = other.requestId;
      this.rateLimit = other.rateLimit;
      this.retryAfter = other.retryAfter;
      this.retryable = other.retryable;
      this.rawBody = other.rawBody;
      this.attempts = other.attempts;
      this.taskId = other.taskId;
      this.idempotencyKey = other.idempotencyKey;
    }

    /** Sets what went wrong, for a person. */
    public Builder message(String value) {
      this.message = value;
      return this;
    }

    /** Sets the HTTP status; null when there was no response. */
    public Builder status(@Nullable Integer value) {
      this.status = value;
      return this;
    }

    /** Sets the error code, and the code as it came; null when there was none. */
    public Builder code(ErrorCode value, @Nullable String raw) {
      this.code = value;
      this.rawCode = raw;
      return this;
    }

    /** Sets the id of the request. */
    public Builder requestId(@Nullable String value) {
      this.requestId = value;
      return this;
    }

    /** Sets the quota at that time. */
    public Builder rateLimit(@Nullable RateLimit value) {
      this.rateLimit = value;
      return this;
    }

    /** Sets how long to wait before the next attempt. */
    public Builder retryAfter(@Nullable Duration value) {
      this.retryAfter = value;
      return this;
    }

    /** Sets whether the same call may succeed later. Default false. */
    public Builder retryable(boolean value) {
      this.retryable = value;
      return this;
    }

    /** Sets the body as it came. It is cut after {@value Failure#MAX_RAW_BODY} characters. */
    public Builder rawBody(@Nullable String value) {
      this.rawBody = value == null || value.length() <= MAX_RAW_BODY ? value : value.substring(0, MAX_RAW_BODY);
      return this;
    }

    /** Sets how many attempts were made. Default 0. */
    public Builder attempts(int value) {
      this.attempts = value;
      return this;
    }

    /** Sets the task that the call is about. */
    public Builder taskId(@Nullable String value) {
      this.taskId = value;
      return this;
    }

    /** Sets the idempotency key of the paid call. */
    public Builder idempotencyKey(@Nullable String value) {
      this.idempotencyKey = value;
      return this;
    }

    /** Returns the failure. */
    public Failure build() {
      return new Failure(new Builder(this));
    }
  }
}
