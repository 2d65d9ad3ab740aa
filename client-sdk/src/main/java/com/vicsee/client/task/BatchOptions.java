package com.vicsee.client.task;

import com.vicsee.client.http.RequestOptions;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to make many generations. Immutable.
 */
public final class BatchOptions {

  /** The time for all submissions of a batch that has no other. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private static final BatchOptions DEFAULTS = builder().build();

  private final int maxConcurrent;
  private final Duration timeout;
  private final AwaitOptions waiting;
  private final RequestOptions request;
  private final Consumer<? super BatchItem> listener;

  private BatchOptions(Builder builder) {
    this.maxConcurrent = builder.maxConcurrent;
    this.timeout = builder.timeout;
    this.waiting = builder.waiting;
    this.request = builder.request;
    this.listener = builder.listener;
  }

  /** Returns the options with the defaults. */
  public static BatchOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.maxConcurrent = maxConcurrent;
    builder.timeout = timeout;
    builder.waiting = waiting;
    builder.request = request;
    builder.listener = listener;
    return builder;
  }

  /** Returns how many generations are under way at once. */
  public int maxConcurrent() {
    return maxConcurrent;
  }

  /** Returns the time within which the last generation is submitted. */
  public Duration timeout() {
    return timeout;
  }

  /** Returns how to wait for each generation. */
  public AwaitOptions waiting() {
    return waiting;
  }

  /** Returns what each submission does differently from the settings of the client. */
  public RequestOptions request() {
    return request;
  }

  /** Returns what is told the end of each generation. */
  public Consumer<? super BatchItem> listener() {
    return listener;
  }

  @Override
  public String toString() {
    return "BatchOptions[maxConcurrent=" + maxConcurrent + ", timeout=" + timeout + ", waiting=" + waiting + ", request=" + request + "]";
  }

  /** Builds a {@link BatchOptions}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private int maxConcurrent = 2;
    private Duration timeout = DEFAULT_TIMEOUT;
    private AwaitOptions waiting = AwaitOptions.defaults();
    private RequestOptions request = RequestOptions.none();
    private Consumer<? super BatchItem> listener = item -> { };

    private Builder() {
    }

    /**
     * Sets how many generations are under way at once. Default 2. When the server allows fewer, the batch follows, and rises again later.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder maxConcurrent(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("maxConcurrent must be positive; received " + value);
      }
      this.maxConcurrent = value;
      return this;
    }

    /**
     * Sets the time within which the last generation is submitted. Default 1 hour.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder timeout(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("timeout must be positive; received " + value);
      }
      this.timeout = value;
      return this;
    }

    /** Sets how to wait for each generation. Default: {@link AwaitOptions#defaults()}. */
    public Builder waiting(AwaitOptions value) {
      this.waiting = value;
      return this;
    }

    /**
     * Sets what each submission does differently from the settings of the client. Default: nothing.
     *
     * @throws IllegalArgumentException when it is one with an idempotency key: each submission has its own
     */
    public Builder request(RequestOptions value) {
      if (value.idempotencyKey().isPresent()) {
        throw new IllegalArgumentException("request must not have an idempotency key, for each submission has its own; received " + value);
      }
      this.request = value;
      return this;
    }

    /** Sets what is told the end of each generation. It is called on a thread of the client. What it throws ends the batch. */
    public Builder listener(Consumer<? super BatchItem> value) {
      this.listener = value;
      return this;
    }

    /** Returns the value. */
    public BatchOptions build() {
      return new BatchOptions(this);
    }
  }
}
