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
  public AwaitOptions awaitOptions() {
    return values.awaitOptions;
  }

  /** Returns the options of each submission. */
  public RequestOptions requestOptions() {
    return values.requestOptions;
  }

  /** Returns the listener that receives each item when its generation ends. */
  public Consumer<? super BatchItem> listener() {
    return values.listener;
  }

  @Override
  public String toString() {
    return "BatchOptions[maxConcurrent=" + values.maxConcurrent + ", timeout=" + values.timeout + ", awaitOptions=" + values.awaitOptions + ", requestOptions=" + values.requestOptions + "]";
  }

  /** Builds a {@link BatchOptions}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private int maxConcurrent = 2;
    private Duration timeout = DEFAULT_TIMEOUT;
    private AwaitOptions awaitOptions = AwaitOptions.defaults();
    private RequestOptions requestOptions = RequestOptions.none();
    private Consumer<? super BatchItem> listener = item -> { };

    private Builder() {
    }

    private Builder(Builder other) {
      this.maxConcurrent = other.maxConcurrent;
      this.timeout = other.timeout;
      this.awaitOptions = other.awaitOptions;
      this.requestOptions = other.requestOptions;
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
    public Builder awaitOptions(AwaitOptions value) {
      this.awaitOptions = value;
      return this;
    }

    /**
     * Sets the options of each submission. Default: the settings of the client.
     *
     * @throws IllegalArgumentException when it is one with an idempotency key: each submission has its own
     */
    public Builder requestOptions(RequestOptions value) {
      Values.check(value.idempotencyKey().isEmpty(), "requestOptions must not have an idempotency key, for each submission has its own", value);
      this.requestOptions = value;
      return this;
    }

    /** Sets the listener that receives each item when its generation ends. It runs on a thread of the client. Its exceptions end the batch. */
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
