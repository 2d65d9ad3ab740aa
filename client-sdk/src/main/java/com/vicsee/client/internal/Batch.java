package com.vicsee.client.internal;

import com.vicsee.client.error.AccessDeniedException;
import com.vicsee.client.error.AuthenticationException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.generated.model.GenerateRequest;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.generated.model.Task;
import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes many generations, some at once. It keeps enough of the quota to read what is under way to its end, and goes
 * down to as many at once as the server allows.
 */
final class Batch {

  /** A generation needs at least its submission and one poll. */
  private static final int REQUESTS_OF_ONE = 2;

  private final Transport transport;
  private final AsyncOperations operations;
  private final List<GenerateRequest> requests;
  private final BatchOptions options;
  private final Pending<List<BatchItem>> result = new Pending<>();

  // Guarded by this.
  private final Deque<Integer> waiting = new ArrayDeque<>();
  private final Set<CompletableFuture<?>> active = new HashSet<>();
  private final @Nullable BatchItem[] items;
  private int concurrency;
  private int running;
  private @Nullable Throwable stopped;

  private Batch(Transport transport, AsyncOperations operations, List<GenerateRequest> requests, BatchOptions options) {
    this.transport = transport;
    this.operations = operations;
    this.requests = List.copyOf(requests);
    this.options = options;
    this.items = new BatchItem[requests.size()];
    this.concurrency = options.maxConcurrent();
    for (int index = 0; index < requests.size(); index++) {
      waiting.add(index);
    }
  }

  static CompletableFuture<List<BatchItem>> run(
      Transport transport, AsyncOperations operations, List<GenerateRequest> requests, BatchOptions options) {
    Batch batch = new Batch(transport, operations, requests, options);
    transport.track(batch.result);
    batch.result.whenComplete((ended, failure) -> batch.cancelActive());
    batch.next();
    return batch.result;
  }

  /** Starts what may be started, and ends the batch when nothing is left. */
  private void next() {
    List<Integer> toStart = new ArrayList<>();
    List<BatchItem> given = new ArrayList<>();
    boolean ended;
    synchronized (this) {
      while (stopped == null && !waiting.isEmpty() && running < concurrency && hasQuota()) {
        running++;
        toStart.add(waiting.remove());
      }
      while (stopped != null && !waiting.isEmpty()) {
        given.add(settle(new BatchItem(waiting.peek(), requests.get(waiting.remove()), null, stopped)));
      }
      ended = running == 0 && waiting.isEmpty();
    }
    given.forEach(this::tell);
    toStart.forEach(this::start);
    if (ended) {
      synchronized (this) {
        result.complete(Arrays.stream(items).map(Objects::requireNonNull).toList());
      }
    }
  }

  /**
   * Says whether one more can be begun and, together with those that run, brought to its end; stops the batch when
   * none ever can.
   */
  private boolean hasQuota() {
    Optional<Long> left = transport.requestsLeft();
    if (left.isEmpty() || left.get() >= running + REQUESTS_OF_ONE
        || transport.settings().pacing().action() == Pacing.Action.WAIT) {
      return true;
    }
    if (running == 0) {
      RateLimit quota = transport.lastRateLimit().orElse(null);
      stopped = new RateLimitedException(Failure.of(
              Operation.GENERATE_MEDIA, "Not sent: with " + left.get()
                  + " requests left, no generation can be read to its end")
          .withQuota(quota, null)
          .withRetryable(true));
    }
    return false;
  }

  private void start(int index) {
    CompletableFuture<Task> generation;
    try {
      generation = operations.generateAndAwait(requests.get(index), options.request(), options.waiting());
    } catch (RuntimeException refused) {
      generation = CompletableFuture.failedFuture(refused);
    }
    CompletableFuture<Task> started = generation;
    synchronized (this) {
      active.add(started);
    }
    if (result.isDone()) {
      started.cancel(true);
    }
    started.whenCompleteAsync(
        (task, failure) -> onEnd(index, started, task, failure == null ? null : Pending.unwrap(failure)),
        transport.settings().executor());
  }

  private void onEnd(int index, CompletableFuture<Task> generation, @Nullable Task task, @Nullable Throwable failure) {
    @Nullable BatchItem item = null;
    synchronized (this) {
      active.remove(generation);
      running--;
      if (failure instanceof RateLimitedException limited && isConcurrencyLimit(limited) && running > 0) {
        // As many as the server allows are under way. This one's turn comes when another ends.
        concurrency = running;
        waiting.addFirst(index);
      } else {
        if (stopsAll(failure)) {
          stopped = failure;
        }
        item = settle(new BatchItem(index, requests.get(index), task, failure));
      }
    }
    if (item != null) {
      tell(item);
    }
    if (!result.isDone()) {
      next();
    }
  }

  private static boolean isConcurrencyLimit(RateLimitedException limited) {
    return limited.operation().filter(Operation.GENERATE_MEDIA::equals).isPresent()
        && limited.status().isPresent()
        && limited.rateLimit().filter(RateLimit::isExhausted).isEmpty();
  }

  /** Says whether a failure of one is a failure of all that follow. */
  private static boolean stopsAll(@Nullable Throwable failure) {
    return failure instanceof AuthenticationException
        || failure instanceof AccessDeniedException
        || failure instanceof RateLimitedException limited && !isConcurrencyLimit(limited);
  }

  private BatchItem settle(BatchItem item) {
    items[item.index()] = item;
    return item;
  }

  private void tell(BatchItem item) {
    try {
      options.listener().accept(item);
    } catch (RuntimeException | Error thrown) {
      result.completeExceptionally(thrown);
    }
  }

  private void cancelActive() {
    List<CompletableFuture<?>> left;
    synchronized (this) {
      left = List.copyOf(active);
    }
    left.forEach(generation -> generation.cancel(true));
  }
}
