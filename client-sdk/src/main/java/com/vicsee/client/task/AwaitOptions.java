package com.vicsee.client.task;

import com.vicsee.client.RequestOptions;
import com.vicsee.client.generated.model.ContractFacts;
import com.vicsee.client.generated.model.Task;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to wait for a task. Immutable.
 *
 * @param timeout the deadline of the wait. Default 10 minutes; there is no wait without one
 * @param initialInterval the delay after the first poll. Default as published
 * @param factor what each delay is multiplied by to get the next one. Default as published
 * @param maxInterval the longest delay. Default as published
 * @param listener is told each state of the task as it is read, the last one too, on a thread of the client; what it
 *     throws ends the wait
 * @param request what each poll does differently from the client's settings
 */
public record AwaitOptions(
    Duration timeout,
    Duration initialInterval,
    double factor,
    Duration maxInterval,
    Consumer<? super Task> listener,
    RequestOptions request) {

  /** The deadline of a wait that is given none. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  private static final AwaitOptions DEFAULT = new AwaitOptions(
      DEFAULT_TIMEOUT,
      ContractFacts.POLLING_INITIAL_INTERVAL,
      ContractFacts.POLLING_FACTOR,
      ContractFacts.POLLING_MAX_INTERVAL,
      task -> { },
      RequestOptions.none());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when a duration is not positive, or the factor is below 1
   */
  public AwaitOptions {
    requirePositive("timeout", timeout);
    requirePositive("initialInterval", initialInterval);
    requirePositive("maxInterval", maxInterval);
    if (!(factor >= 1)) {
      throw new IllegalArgumentException("factor must be at least 1: " + factor);
    }
  }

  /** Returns the options with the defaults: ten minutes, and the published delays. */
  public static AwaitOptions defaults() {
    return DEFAULT;
  }

  /** Returns the default options with another deadline. */
  public static AwaitOptions within(Duration timeout) {
    return DEFAULT.withTimeout(timeout);
  }

  /** Returns these options with another deadline. */
  public AwaitOptions withTimeout(Duration value) {
    return new AwaitOptions(value, initialInterval, factor, maxInterval, listener, request);
  }

  /** Returns these options with other delays between the polls. */
  public AwaitOptions withIntervals(Duration initial, double multiplier, Duration max) {
    return new AwaitOptions(timeout, initial, multiplier, max, listener, request);
  }

  /** Returns these options with a listener for each state of the task. */
  public AwaitOptions withListener(Consumer<? super Task> value) {
    return new AwaitOptions(timeout, initialInterval, factor, maxInterval, value, request);
  }

  /** Returns these options with options for each poll. */
  public AwaitOptions withRequest(RequestOptions value) {
    return new AwaitOptions(timeout, initialInterval, factor, maxInterval, listener, value);
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

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
