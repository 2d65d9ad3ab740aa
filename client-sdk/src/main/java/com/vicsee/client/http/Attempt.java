package com.vicsee.client.http;

import com.vicsee.client.model.Operation;
import com.vicsee.client.value.Values;
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

  private Attempt(Builder builder) {
    this.operation = Values.need(builder.operation, "Attempt", "operation");
    this.number = builder.number;
    this.duration = builder.duration;
    this.status = builder.status;
    this.requestId = builder.requestId;
    this.failure = builder.failure;
  }

  /** Returns a builder, for tests of listeners: the first attempt, in no time, without response and failure. */
  public static Builder builder() {
    return new Builder();
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

  /** Builds an {@link Attempt}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private @Nullable Operation operation;
    private int number = 1;
    private Duration duration = Duration.ZERO;
    private @Nullable Integer status;
    private @Nullable String requestId;
    private @Nullable Throwable failure;

    private Builder() {
    }

    /** Sets the operation of the call. */
    public Builder operation(Operation value) {
      this.operation = value;
      return this;
    }

    /** Sets which attempt of the call this is, from 1. Default 1. */
    public Builder number(int value) {
      this.number = value;
      return this;
    }

    /** Sets the time from the request to the end of the response. Default zero. */
    public Builder duration(Duration value) {
      this.duration = value;
      return this;
    }

    /** Sets the HTTP status. Default: no response. */
    public Builder status(@Nullable Integer value) {
      this.status = value;
      return this;
    }

    /** Sets the id of the request. Default: none. */
    public Builder requestId(@Nullable String value) {
      this.requestId = value;
      return this;
    }

    /** Sets why the attempt failed. Default: it succeeded. */
    public Builder failure(@Nullable Throwable value) {
      this.failure = value;
      return this;
    }

    /**
     * Returns the attempt.
     *
     * @throws IllegalStateException when the operation is missing
     */
    public Attempt build() {
      return new Attempt(this);
    }
  }
}
