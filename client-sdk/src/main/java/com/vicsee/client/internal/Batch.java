package com.vicsee.client.internal;

import com.vicsee.client.error.AccessDeniedException;
import com.vicsee.client.error.AuthenticationException;
import com.vicsee.client.error.BatchFailedException;
import com.vicsee.client.error.ClientClosedException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Task;
import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes many generations, some at once. It leaves enough of the quota to read those under way to their end. When the server
 * allows fewer at once it follows, and tries one more after each success.
 */
final class Batch {

  /** A generation needs at least its submission and one poll. */
  private static final int REQUESTS_OF_ONE = 2;

  private final Dispatcher dispatcher;
  private final List<GenerateRequest> requests;
  private final BatchOptions options;
  private final Result result = new Result();
  private final long startedAt;

  // Guarded by this.
  private final Deque<Integer> waiting = new ArrayDeque<>();
  private final Map<Integer, Generation> sent = new TreeMap<>();
  private final Map<Integer, Generation> active = new TreeMap<>();
  private final @Nullable BatchItem[] items;
  private int concurrency;
  private int refusals;
  private boolean pausing;
  private @Nullable Throwable stopped;

  private Batch(Dispatcher dispatcher, List<GenerateRequest> requests, BatchOptions options) {
    this.dispatcher = dispatcher;
    this.requests = List.copyOf(requests);
    this.options = options;
    this.items = new BatchItem[requests.size()];
    this.concurrency = options.maxConcurrent();
    this.startedAt = dispatcher.settings().nanoTime().nanoTime();
    for (int index = 0; index < requests.size(); index++) {
      waiting.add(index);
    }
  }

  static CompletableFuture<List<BatchItem>> run(
      Dispatcher dispatcher, List<GenerateRequest> requests, BatchOptions options) {
    Batch batch = new Batch(dispatcher, requests, options);
    batch.result.whenComplete((ended, failure) -> batch.cancelActive());
    if (dispatcher.track(batch.result)) {
      batch.result.guard(batch::next);
    }
    return batch.result;
  }

  /** The outcome. A failure from outside has all generations that were sent. */
  private final class Result extends Pending<List<BatchItem>> {
    @Override
    VicSeeException interrupted(@Nullable Operation operation, InterruptedException interrupt) {
      return failed("Interrupted while waiting", interrupt);
    }

    @Override
    VicSeeException closed() {
      return failed("The client is closed", null);
    }

    @Override
    VicSeeException local(Throwable thrown) {
      return failed("The batch ended because code on this side failed: " + thrown, thrown);
    }
  }

  private BatchFailedException failed(String message, @Nullable Throwable cause) {
    List<BatchFailedException.Submitted> submitted = new ArrayList<>();
    synchronized (this) {
      sent.forEach((index, generation) -> submitted.add(BatchFailedException.Submitted.of(
          index, generation.origin().taskId(), String.valueOf(generation.origin().idempotencyKey()))));
    }
    return new BatchFailedException(Failure.builder(Operation.GENERATE_MEDIA, message).build(), submitted, cause);
  }

  /** Starts what may be started, and ends the batch when nothing is left. */
  private void next() {
    List<Runnable> toStart = new ArrayList<>();
    List<BatchItem> settled = new ArrayList<>();
    boolean ended;
    synchronized (this) {
      while (stopped == null && !pausing && !waiting.isEmpty() && active.size() < concurrency && hasQuota()) {
        int index = waiting.remove();
        Generation generation =
            new Generation(dispatcher, requests.get(index), options.requestOptions(), options.awaitOptions());
        sent.put(index, generation);
        active.put(index, generation);
        toStart.add(() -> start(index, generation));
      }
      Throwable reason = stopped;
      while (reason != null && !waiting.isEmpty()) {
        int index = waiting.remove();
        settled.add(settle(BatchItem.failed(index, requests.get(index), reason)));
      }
      ended = active.isEmpty() && waiting.isEmpty();
    }
    settled.forEach(this::tell);
    toStart.forEach(Runnable::run);
    if (ended) {
      synchronized (this) {
        result.complete(Arrays.stream(items).map(Objects::requireNonNull).toList());
      }
    }
  }

  /**
   * Says whether one more can be started and, together with those under way, read to its end. Stops the batch when none ever
   * can.
   */
  private boolean hasQuota() {
    Optional<Long> left = dispatcher.pacer().left();
    if (left.isEmpty() || left.get() >= active.size() + REQUESTS_OF_ONE
        || dispatcher.settings().pacing().action() == Pacing.Action.WAIT) {
      return true;
    }
    if (active.isEmpty()) {
      stopped = new RateLimitedException(Failure.builder(
              Operation.GENERATE_MEDIA, "Not sent: with " + left.get() + " requests left, no generation can be read to its end")
          .rateLimit(dispatcher.lastRateLimit().orElse(null))
          .retryable(true)
          .build());
    }
    return false;
  }

  private void start(int index, Generation generation) {
    generation.start().whenCompleteAsync(
        (task, failure) -> result.guard(() -> onEnd(index, task, failure == null ? null : Pending.unwrap(failure))),
        dispatcher.settings().executor());
    if (result.isDone()) {
      generation.result().cancel(true);
    }
  }

  private void onEnd(int index, @Nullable Task task, @Nullable Throwable failure) {
    if (result.isDone()) {
      return;
    }
    if (failure instanceof ClientClosedException) {
      // The batch ends as a whole, with all that was submitted, whether it or one of its generations is closed first.
      result.completeExceptionally(result.closed());
      return;
    }
    @Nullable BatchItem item = null;
    @Nullable Duration pause = null;
    synchronized (this) {
      active.remove(index);
      if (failure instanceof RateLimitedException limited && isConcurrencyLimit(limited) && stopped == null) {
        pause = onConcurrencyLimit(index, limited);
      }
      if (pause == null && !waiting.contains(index)) {
        if (stopsAll(failure)) {
          stopped = failure;
        }
        if (task != null) {
          refusals = 0;
          concurrency = Math.min(options.maxConcurrent(), concurrency + 1);
          item = settle(BatchItem.completed(index, requests.get(index), task));
        } else {
          item = settle(BatchItem.failed(index, requests.get(index), Objects.requireNonNull(failure)));
        }
      }
    }
    if (item != null) {
      tell(item);
    }
    if (pause != null) {
      pause(pause);
    }
    next();
  }

  /**
   * Puts a request back when all places of the account are taken. Returns how long to wait before the next submission; null
   * when there is no time left, so that the refusal is the outcome.
   */
  private @Nullable Duration onConcurrencyLimit(int index, RateLimitedException limited) {
    refusals++;
    concurrency = Math.max(1, active.size());
    Duration hint = limited.retryAfter().orElse(Duration.ZERO);
    Duration interval = options.awaitOptions().interval(refusals);
    Duration delay = hint.compareTo(interval) < 0 ? interval : hint;
    Duration elapsed = Duration.ofNanos(dispatcher.settings().nanoTime().nanoTime() - startedAt);
    if (elapsed.plus(delay).compareTo(options.timeout()) >= 0) {
      return null;
    }
    sent.remove(index);
    waiting.addFirst(index);
    return delay;
  }

  private void pause(Duration delay) {
    synchronized (this) {
      if (pausing) {
        return;
      }
      pausing = true;
    }
    dispatcher.pause(result, delay, options.timeout(), this::resume, this::resume);
  }

  private void resume() {
    synchronized (this) {
      pausing = false;
    }
    result.guard(this::next);
  }

  private static boolean isConcurrencyLimit(RateLimitedException limited) {
    return limited.operation().filter(Operation.GENERATE_MEDIA::equals).isPresent()
        && limited.status().isPresent()
        && limited.rateLimit().filter(RateLimit::isExhausted).isEmpty();
  }

  /** Says whether all that follow would fail alike. */
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
    options.listener().accept(item);
  }

  private void cancelActive() {
    List<Generation> left;
    synchronized (this) {
      left = List.copyOf(active.values());
    }
    left.forEach(generation -> generation.result().cancel(true));
  }
}
