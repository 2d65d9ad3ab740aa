package com.vicsee.client.task;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.ContractFacts;
import com.vicsee.client.model.Task;
import com.vicsee.client.value.Values;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to wait for a task. Immutable.
 */
public final class AwaitOptions {

  /** The deadline of a wait that has no other. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  private static final AwaitOptions DEFAULTS = builder().build();

  /** A copy of its own, which is never changed. */
  private final Builder values;

  private AwaitOptions(Builder values) {
    this.values = values;
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
    return new Builder(values);
  }

  /** Returns the deadline of the wait. */
  public Duration timeout() {
    return values.timeout;
  }

  /** Returns the delay after the first poll, and before it when the task was submitted just now. */
  public Duration initialInterval() {
    return values.initialInterval;
  }

  /** Returns what each delay is multiplied by to get the next one. */
  public double factor() {
    return values.factor;
  }

  /** Returns the longest delay. */
  public Duration maxInterval() {
    return values.maxInterval;
  }

  /** Returns the listener that receives the task after each poll, the last one included. */
  public Consumer<? super Task> listener() {
    return values.listener;
  }

  /** Returns the options of each poll. */
  public RequestOptions requestOptions() {
    return values.requestOptions;
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
    double nanos = Math.min(nanos(values.maxInterval), nanos(values.initialInterval) * Math.pow(values.factor, polls - 1));
    return Duration.ofNanos((long) nanos);
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }

  @Override
  public String toString() {
    return "AwaitOptions[timeout=" + values.timeout + ", initialInterval=" + values.initialInterval + ", factor=" + values.factor + ", maxInterval=" + values.maxInterval + ", requestOptions=" + values.requestOptions + "]";
  }

  /** Builds a {@link AwaitOptions}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private Duration timeout = DEFAULT_TIMEOUT;
    private Duration initialInterval = ContractFacts.POLLING_INITIAL_INTERVAL;
    private double factor = ContractFacts.POLLING_FACTOR;
    private Duration maxInterval = ContractFacts.POLLING_MAX_INTERVAL;
    private Consumer<? super Task> listener = task -> { };
    private RequestOptions requestOptions = RequestOptions.none();

    private Builder() {
    }

    private Builder(Builder other) {
      this.timeout = other.timeout;
      this.initialInterval = other.initialInterval;
      this.factor = other.factor;
      this.maxInterval = other.maxInterval;
      this.listener = other.listener;
      this.requestOptions = other.requestOptions;
    }

    /**
     * Sets the deadline of the wait. Default 10 minutes. There is no wait without one.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder timeout(Duration value) {
      this.timeout = Values.positive("timeout", value);
      return this;
    }

    /**
     * Sets the delay after the first poll, and before it when the task was submitted just now. Default: the published one.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder initialInterval(Duration value) {
      this.initialInterval = Values.positive("initialInterval", value);
      return this;
    }

    /**
     * Sets what each delay is multiplied by to get the next one. Default: the published one.
     *
     * @throws IllegalArgumentException when it is below 1
     */
    public Builder factor(double value) {
      Values.check(value >= 1, "factor must be at least 1", value);
      this.factor = value;
      return this;
    }

    /**
     * Sets the longest delay. Default: the published one.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder maxInterval(Duration value) {
      this.maxInterval = Values.positive("maxInterval", value);
      return this;
    }

    /**
     * Sets the listener that receives the task after each poll, the last one included. It runs on a thread of the client. An exception of
     * the listener ends the wait. Default: none.
     */
    public Builder listener(Consumer<? super Task> value) {
      this.listener = value;
      return this;
    }

    /** Sets the options of each poll. Default: the settings of the client. */
    public Builder requestOptions(RequestOptions value) {
      this.requestOptions = value;
      return this;
    }

    /** Returns the value. */
    public AwaitOptions build() {
      return new AwaitOptions(new Builder(this));
    }
  }
}
