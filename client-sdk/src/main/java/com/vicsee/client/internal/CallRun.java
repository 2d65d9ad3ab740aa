package com.vicsee.client.internal;

import com.vicsee.client.error.CallTimeoutException;
import com.vicsee.client.error.ConflictException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.model.ParameterNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: an attempt, perhaps a wait, another attempt. It applies deadline, retries, pacing and idempotency key.
 *
 * @param <T> the value of the call
 */
final class CallRun<T> {

  private final Dispatcher dispatcher;
  private final Settings settings;
  private final Call<T> call;
  private final RequestOptions options;
  private final Pending<ApiResponse<T>> result;
  private final long startedAt;
  private final Duration timeout;
  private final int maxRetries;
  private final @Nullable String idempotencyKey;
  private int attempts;
  private int failuresInARow;
  private long progressBefore;
  private boolean here;

  CallRun(Dispatcher dispatcher, Call<T> call, RequestOptions options, boolean here) {
    this.dispatcher = dispatcher;
    this.settings = dispatcher.settings();
    this.call = call;
    this.options = options;
    this.here = here;
    this.result = new Pending<>(this::failure);
    this.startedAt = settings.nanoTime().nanoTime();
    Duration usual = call.defaultTimeout() != null ? call.defaultTimeout() : settings.timeout();
    this.timeout = options.timeout().orElse(usual);
    this.maxRetries = options.maxRetries().orElse(settings.retry().maxRetries());
    String known = call.origin().idempotencyKey();
    this.idempotencyKey = known == null && call.operation().isPaid()
        ? options.idempotencyKey().orElseGet(settings.idempotencyKeys())
        : known;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Call<T> call() {
    return call;
  }

  Pending<ApiResponse<T>> result() {
    return result;
  }

  int attempts() {
    return attempts;
  }

  /** Returns a failure of this call, with what the caller needs to resume it. */
  Failure.Builder failure(String message) {
    return mark(Failure.builder(call.operation(), message)).attempts(attempts);
  }

  Failure.Builder mark(Failure.Builder failure) {
    return failure.taskId(call.origin().taskId()).idempotencyKey(idempotencyKey).attempts(attempts);
  }

  /** Makes the next attempt, now or when the quota allows it. */
  void next() {
    Pacer pacer = dispatcher.pacer();
    Duration delay = call.isAuthenticated() ? pacer.delay() : Duration.ZERO;
    if (delay.isZero()) {
      attempt();
    } else if (!pacer.allows(delay) || delay.compareTo(remaining()) >= 0) {
      result.completeExceptionally(new RateLimitedException(
          failure("Not sent: only the reserve of the quota is left, and its reset is " + delay.toSeconds() + " s away")
              .rateLimit(pacer.lastSeen().orElse(null))
              .retryAfter(delay)
              .retryable(true)
              .build()));
    } else {
      pause(delay);
    }
  }

  /** Makes an attempt now. */
  void attempt() {
    Duration left = remaining();
    if (left.isNegative() || left.isZero()) {
      result.completeExceptionally(timedOut(timeout, null));
      return;
    }
    attempts++;
    URI target = call.target(settings.baseUrl());
    HttpRequest request;
    try {
      request = request(target);
    } catch (IOException unreadable) {
      result.completeExceptionally(transferFailed(unreadable));
      return;
    }
    AttemptRun<T> attempt = new AttemptRun<>(this, target, left);
    boolean onThisThread = here;
    here = false;
    attempt.start(request, onThisThread);
  }

  private HttpRequest request(URI target) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(target);
    request.setHeader("User-Agent", settings.userAgent());
    call.prepare(request);
    if (call.isAuthenticated()) {
      if (settings.apiKey() != null) {
        request.setHeader("Authorization", "Bearer " + settings.apiKey());
      }
      if (idempotencyKey != null && call.operation().isPaid()) {
        request.setHeader(ParameterNames.IDEMPOTENCY_KEY, idempotencyKey);
      }
      options.requestId().ifPresent(id -> request.setHeader(HeaderNames.X_REQUEST_ID, id));
      settings.headers().forEach(request::setHeader);
      options.headers().forEach(request::setHeader);
    }
    return request.build();
  }

  /** Decides what follows a failed attempt. Its response is closed by now. */
  void failed(VicSeeException failure) {
    if (call.progress() > progressBefore) {
      progressBefore = call.progress();
      failuresInARow = 0;
    }
    failuresInARow++;
    Duration hint = failure.retryAfter().orElse(Duration.ZERO);
    Duration backOff = settings.retry().backOff(failuresInARow, settings.random());
    Duration delay = backOff.compareTo(hint) < 0 ? hint : backOff;
    if (!mayRetry(failure)
        || failuresInARow > maxRetries
        || hint.compareTo(settings.retry().maxRetryAfter()) > 0
        || delay.compareTo(remaining()) >= 0) {
      result.completeExceptionally(failure);
      return;
    }
    pause(delay);
  }

  private void pause(Duration delay) {
    dispatcher.pause(result, delay, remaining(), () -> result.completeExceptionally(timedOut(timeout, null)), this::next);
  }

  private boolean mayRetry(VicSeeException failure) {
    if (!call.isRepeatable()) {
      return false;
    }
    // Only an earlier attempt of this call can have used the client's own key. Its response was lost, and it is still in flight.
    boolean ownConflict = failure instanceof ConflictException
        && attempts > 1 && idempotencyKey != null && options.idempotencyKey().isEmpty();
    return failure.isRetryable() || ownConflict;
  }

  Duration remaining() {
    return timeout.minusNanos(settings.nanoTime().nanoTime() - startedAt);
  }

  CallTimeoutException timedOut(Duration limit, @Nullable Throwable cause) {
    return new CallTimeoutException(
        failure("No complete response within " + limit.toMillis() + " ms").retryable(true).build(), cause);
  }

  TransferException transferFailed(IOException cause) {
    return new TransferException(
        failure(dispatcher.errors().redact(String.valueOf(cause.getMessage()))).build(), cause);
  }
}
