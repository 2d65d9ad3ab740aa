package com.vicsee.client.task;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.ContractFacts;
import com.vicsee.client.model.Task;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to wait for a task. Immutable.
 */
public final class AwaitOptions {

  /** The deadline of a wait that has no other. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  private static final AwaitOptions DEFAULTS = builder().build();

  private final Duration timeout;
  private final Duration initialInterval;
  private final double factor;
  private final Duration maxInterval;
  private final Consumer<? super Task> listener;
  private final RequestOptions request;

  private AwaitOptions(Builder builder) {
    this.timeout = builder.timeout;
    this.initialInterval = builder.initialInterval;
    this.factor = builder.factor;
    this.maxInterval = builder.maxInterval;
    this.listener = builder.listener;
    this.request = builder.request;
  }

  /** Returns the options with the defaults. */
  public static AwaitOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.timeout = timeout;
    builder.initialInterval = initialInterval;
    builder.factor = factor;
    builder.maxInterval = maxInterval;
    builder.listener = listener;
    builder.request = request;
    return builder;
  }

  /** Returns the deadline of the wait. */
  public Duration timeout() {
    return timeout;
  }

  /** Returns the delay after the first poll. */
  public Duration initialInterval() {
    return initialInterval;
  }

  /** Returns what each delay is multiplied by to get the next one. */
  public double factor() {
    return factor;
  }

  /** Returns the longest delay. */
  public Duration maxInterval() {
    return maxInterval;
  }

  /** Returns what is told each state of the task that is read, the last one too. */
  public Consumer<? super Task> listener() {
    return listener;
  }

  /** Returns what each poll does differently from the settings of the client. */
  public RequestOptions request() {
    return request;
  }

  /** Returns the default options with another deadline. */
  public static AwaitOptions within(Duration timeout) {
    return builder().timeout(timeout).build();
  }

  /**
   * Returns the delay after a poll.
   *
   * @param polls the polls made so far, from 1
   */
  public Duration interval(int polls) {
    double nanos = Math.min(nanos(maxInterval), nanos(initialInterval) * Math.pow(factor, polls - 1));
    return Duration.ofNanos((long) nanos);
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }

  @Override
  public String toString() {
    return "AwaitOptions[timeout=" + timeout + ", initialInterval=" + initialInterval + ", factor=" + factor + ", maxInterval=" + maxInterval + ", request=" + request + "]";
  }

  /** Builds a {@link AwaitOptions}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private Duration timeout = DEFAULT_TIMEOUT;
    private Duration initialInterval = ContractFacts.POLLING_INITIAL_INTERVAL;
    private double factor = ContractFacts.POLLING_FACTOR;
    private Duration maxInterval = ContractFacts.POLLING_MAX_INTERVAL;
    private Consumer<? super Task> listener = task -> { };
    private RequestOptions request = RequestOptions.none();

    private Builder() {
    }

    /**
     * Sets the deadline of the wait. Default 10 minutes. There is no wait without one.
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

    /**
     * Sets the delay after the first poll. Default: the published one.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder initialInterval(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("initialInterval must be positive; received " + value);
      }
      this.initialInterval = value;
      return this;
    }

    /**
     * Sets what each delay is multiplied by to get the next one. Default: the published one.
     *
     * @throws IllegalArgumentException when it is below 1
     */
    public Builder factor(double value) {
      if (!(value >= 1)) {
        throw new IllegalArgumentException("factor must be at least 1; received " + value);
      }
      this.factor = value;
      return this;
    }

    /**
     * Sets the longest delay. Default: the published one.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder maxInterval(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("maxInterval must be positive; received " + value);
      }
      this.maxInterval = value;
      return this;
    }

    /** Sets what is told each state of the task that is read, the last one too. It is called on a thread of the client. What it throws ends the wait. */
    public Builder listener(Consumer<? super Task> value) {
      this.listener = value;
      return this;
    }

    /** Sets what each poll does differently from the settings of the client. Default: nothing. */
    public Builder request(RequestOptions value) {
      this.request = value;
      return this;
    }

    /** Returns the value. */
    public AwaitOptions build() {
      return new AwaitOptions(this);
    }
  }
}
