package com.vicsee.client.task;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.value.Values;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to make many generations. Immutable.
 */
public final class BatchOptions {

  /** The time for all submissions of a batch that has no other. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private static final BatchOptions DEFAULTS = builder().build();

  /** A copy of its own, which is never changed. */
  private final Builder values;

  private BatchOptions(Builder values) {
    this.values = values;
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
    return new Builder(values);
  }

  /** Returns how many generations are under way at once. */
  public int maxConcurrent() {
    return values.maxConcurrent;
  }

  /** Returns the time within which the last generation is submitted. */
  public Duration timeout() {
    return values.timeout;
  }

  /** Returns how to wait for each generation. */
  public AwaitOptions waiting() {
    return values.waiting;
  }

  /** Returns what each submission does differently from the settings of the client. */
  public RequestOptions request() {
    return values.request;
  }

  /** Returns what is told the end of each generation. */
  public Consumer<? super BatchItem> listener() {
    return values.listener;
  }

  @Override
  public String toString() {
    return "BatchOptions[maxConcurrent=" + values.maxConcurrent + ", timeout=" + values.timeout + ", waiting=" + values.waiting + ", request=" + values.request + "]";
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

    private Builder(Builder other) {
      this.maxConcurrent = other.maxConcurrent;
      this.timeout = other.timeout;
      this.waiting = other.waiting;
      this.request = other.request;
      this.listener = other.listener;
    }

    /**
     * Sets how many generations are under way at once. Default 2. When the server allows fewer, the batch follows, and rises again later.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder maxConcurrent(int value) {
      Values.check(value > 0, "maxConcurrent must be positive", value);
      this.maxConcurrent = value;
      return this;
    }

    /**
     * Sets the time within which the last generation is submitted. Default 1 hour.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder timeout(Duration value) {
      this.timeout = Values.positive("timeout", value);
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
      Values.check(value.idempotencyKey().isEmpty(), "request must not have an idempotency key, for each submission has its own", value);
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
      return new BatchOptions(new Builder(this));
    }
  }
}
