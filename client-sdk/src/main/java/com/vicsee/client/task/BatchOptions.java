package com.vicsee.client.task;

import com.vicsee.client.RequestOptions;
import java.util.function.Consumer;

/**
 * How to make many generations. Immutable.
 *
 * @param maxConcurrent how many are under way at once. Default 2. When the server allows fewer, the batch follows
 * @param waiting how to wait for each
 * @param request what each submission does differently from the client's settings. An idempotency key is refused:
 *     each submission has its own
 * @param listener is told the end of each, on a thread of the client
 */
public record BatchOptions(
    int maxConcurrent, AwaitOptions waiting, RequestOptions request, Consumer<? super BatchItem> listener) {

  private static final BatchOptions DEFAULT =
      new BatchOptions(2, AwaitOptions.defaults(), RequestOptions.none(), item -> { });

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when {@code maxConcurrent} is not positive, or {@code request} has an
   *     idempotency key
   */
  public BatchOptions {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("maxConcurrent must be positive: " + maxConcurrent);
    }
    if (request.idempotencyKey() != null) {
      throw new IllegalArgumentException("One idempotency key cannot stand for many submissions");
    }
  }

  /** Returns the options with the defaults. */
  public static BatchOptions defaults() {
    return DEFAULT;
  }

  /** Returns these options with another number of generations at once. */
  public BatchOptions withMaxConcurrent(int value) {
    return new BatchOptions(value, waiting, request, listener);
  }

  /** Returns these options with another way to wait. */
  public BatchOptions withWaiting(AwaitOptions value) {
    return new BatchOptions(maxConcurrent, value, request, listener);
  }

  /** Returns these options with options for each submission. */
  public BatchOptions withRequest(RequestOptions value) {
    return new BatchOptions(maxConcurrent, waiting, value, listener);
  }

  /** Returns these options with a listener. */
  public BatchOptions withListener(Consumer<? super BatchItem> value) {
    return new BatchOptions(maxConcurrent, waiting, request, value);
  }
}
