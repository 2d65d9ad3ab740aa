package com.vicsee.client.internal;

import com.vicsee.client.error.ApiException;
import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.DecodingException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.Attempt;
import com.vicsee.client.http.AttemptListener;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.HeaderNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request and its response. Exactly one of a success and a failure ends it. */
final class AttemptRun<T> implements BodyHandler<Object> {

  private final CallRun<T> run;
  private final Call<T> call;
  private final Settings settings;
  private final ErrorReader errors;
  private final URI target;
  private final Duration left;
  private final int number;
  private final long startedAt;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Alarms.@Nullable Alarm timer;
  private volatile @Nullable Future<?> exchange;
  private volatile @Nullable ResponseInfo response;
  private volatile @Nullable BodyReader<T> success;
  private volatile @Nullable LimitedBytes errorBody;
  private volatile long activityAtTimer;

  AttemptRun(CallRun<T> run, URI target, Duration left) {
    this.run = run;
    this.call = run.call();
    this.settings = run.dispatcher().settings();
    this.errors = run.dispatcher().errors();
    this.target = target;
    this.left = left;
    this.number = run.attempts();
    this.startedAt = settings.nanoTime().nanoTime();
    this.activityAtTimer = call.activity();
  }

  /**
   * Sends the request.
   *
   * @param here whether this thread waits for the response
   */
  void start(HttpRequest request, boolean here) {
    if (call.isAuthenticated()) {
      run.dispatcher().pacer().sent();
    }
    if (here) {
      sendHere(request);
    } else {
      sendAsync(request);
    }
  }

  private void sendAsync(HttpRequest request) {
    CompletableFuture<Object> sent;
    try {
      sent = settings.transport().sendAsync(request, this);
    } catch (RuntimeException | Error refused) {
      end(() -> onFailure(refused));
      return;
    }
    exchange = sent;
    run.result().awaiting(sent);
    startTimer();
    sent.whenComplete((body, failure) -> end(() -> {
      if (failure != null) {
        onFailure(Pending.unwrap(failure));
      } else {
        onResponse();
      }
    }));
  }

  private void sendHere(HttpRequest request) {
    BlockedThread blocked = new BlockedThread();
    exchange = blocked;
    run.result().awaiting(blocked);
    startTimer();
    Throwable thrown = null;
    boolean interrupted = false;
    try {
      settings.transport().send(request, this);
    } catch (InterruptedException interrupt) {
      interrupted = true;
    } catch (IOException | RuntimeException | Error failure) {
      thrown = failure;
    }
    Throwable failure = thrown;
    if (blocked.release()) {
      // The outcome is set by what cancelled the wait.
      end(() -> { });
    } else if (interrupted) {
      // The caller waits for the result now, and turns the interrupt into an exception.
      Thread.currentThread().interrupt();
      end(() -> { });
    } else if (failure != null) {
      end(() -> onFailure(failure));
    } else {
      end(this::onResponse);
    }
  }

  /** Runs the outcome, unless there was one already. */
  private void end(Runnable outcome) {
    if (ended.compareAndSet(false, true)) {
      if (call.isAuthenticated()) {
        run.dispatcher().pacer().ended();
      }
      Alarms.Alarm running = timer;
      if (running != null) {
        running.cancel();
      }
      call.attemptEnded();
      if (!run.result().isDone()) {
        run.result().guard(outcome);
      }
    }
  }

  private void startTimer() {
    Duration remaining = run.remaining();
    Duration limit = settings.attemptTimeout().compareTo(remaining) < 0 ? settings.attemptTimeout() : remaining;
    Alarms.Alarm alarm = run.dispatcher().alarms().set(limit, () -> onAlarm(limit));
    timer = alarm;
    if (ended.get()) {
      alarm.cancel();
    }
  }

  private void onAlarm(Duration limit) {
    if (ended.get()) {
      return;
    }
    long activity = call.activity();
    if (call.isTransfer() && activity > activityAtTimer && run.remaining().toMillis() > 0) {
      activityAtTimer = activity;
      startTimer();
      return;
    }
    LimitedBytes partial = errorBody;
    if (partial != null) {
      // The status is known, and the rest of the body adds little to it.
      partial.finish();
      return;
    }
    end(() -> {
      Future<?> sent = exchange;
      if (sent != null) {
        sent.cancel(true);
      }
      fail(run.timedOut(limit, null));
    });
  }

  @Override
  @SuppressWarnings("unchecked")
  public BodySubscriber<Object> apply(ResponseInfo info) {
    response = info;
    if (call.accepts(info.statusCode())) {
      BodyReader<T> reader = call.read(info);
      success = reader;
      return (BodySubscriber<Object>) reader.subscriber();
    }
    LimitedBytes bytes = new LimitedBytes(ErrorReader.MAX_BODY);
    errorBody = bytes;
    return (BodySubscriber<Object>) (BodySubscriber<?>) bytes;
  }

  private void onResponse() {
    ResponseInfo info = response;
    BodyReader<T> reader = success;
    LimitedBytes error = errorBody;
    // A 401 states the quota of the address, not that of the caller.
    if (info != null && call.isAuthenticated() && info.statusCode() != 401) {
      run.dispatcher().pacer().saw(info.headers());
    }
    if (info != null && reader != null) {
      onSuccess(info, reader);
    } else if (info != null && error != null) {
      onRefusal(info, error);
    } else {
      throw new IllegalStateException("The transport returned no response");
    }
  }

  private void onSuccess(ResponseInfo info, BodyReader<T> reader) {
    try {
      T value = reader.value().read();
      tell(null);
      run.result().complete(
          ApiResponse.builder(value).status(info.statusCode()).headers(info.headers()).attempts(number).build());
    } catch (Call.Unreadable unreadable) {
      end(undecodable(info, unreadable));
    }
  }

  private void onRefusal(ResponseInfo info, LimitedBytes error) {
    try {
      if (call.continues(info.statusCode(), target, info.headers())) {
        tell(null);
        run.attempt();
        return;
      }
    } catch (IOException failure) {
      end(run.transferFailed(failure));
      return;
    }
    fail(refused(info, error.finish()));
  }

  /** Returns the exception of a status that is no success. */
  private VicSeeException refused(ResponseInfo info, byte[] body) {
    Failure.Builder read = run.mark(errors.read(call.operation(), info.statusCode(), info.headers(), body));
    if (call.isAuthenticated()) {
      return ApiException.of(read.build());
    }
    // It is not the API that answers, so the classes of the API's statuses would name the wrong cause.
    return new TransferException(
        read.message(call.step(target) + " was refused: " + read.build().message()).build(), null);
  }

  private VicSeeException undecodable(ResponseInfo info, Call.Unreadable unreadable) {
    Failure.Builder read =
        run.mark(errors.read(call.operation(), info.statusCode(), info.headers(), unreadable.body()));
    Failure known = read.build();
    if (known.rawCode().isPresent()) {
      // A failure under the status of a success. Its code says which status it should have had.
      return ApiException.of(
          known.code() == ErrorCode.UNKNOWN ? known : read.status(known.code().status()).build());
    }
    if (call.operation().isPaid()) {
      errors.submittedTask(unreadable.body()).ifPresent(read::taskId);
    }
    return new DecodingException(
        read.message(errors.redact(unreadable.what())).retryAfter(null).retryable(false).build(), errors.redact(unreadable.getCause()));
  }

  private void onFailure(Throwable cause) {
    ResponseInfo info = response;
    JsonBytes.TooLarge tooLarge = find(JsonBytes.TooLarge.class, cause);
    LocalIoException local = find(LocalIoException.class, cause);
    LimitedBytes partial = errorBody;
    if (info != null && partial != null) {
      // The JDK may report a cut before the body does. The status is known, and says more than the cut.
      fail(refused(info, partial.finish()));
    } else if (tooLarge != null && info != null) {
      end(undecodable(info, new Call.Unreadable(String.valueOf(tooLarge.getMessage()), new byte[0], null)));
    } else if (local != null) {
      end(run.transferFailed(local));
    } else if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
      fail(run.timedOut(left, cause));
    } else if (cause instanceof IOException) {
      fail(new ConnectionException(connectionFailure(info, cause), errors.redact(cause)));
    } else {
      tell(null);
      run.result().end(cause);
    }
  }

  /** The JDK passes on some exceptions of a body as they are, and wraps others. */
  private static <X extends Throwable> @Nullable X find(Class<X> type, Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private Failure connectionFailure(@Nullable ResponseInfo info, Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    String what = (info == null ? "No response from " : "The response was cut by ") + target.getAuthority();
    Failure.Builder failure = info == null
        ? run.failure("")
        : run.mark(errors.read(call.operation(), info.statusCode(), info.headers(), new byte[0]))
            .code(ErrorCode.UNKNOWN, null)
            .retryAfter(null)
            .rawBody(null);
    return failure.message(errors.redact(what + ": " + why)).retryable(true).build();
  }

  /** Ends the attempt with a failure that may be retried. */
  private void fail(VicSeeException failure) {
    tell(failure);
    run.failed(failure);
  }

  /** Ends the call with a failure. */
  private void end(VicSeeException failure) {
    tell(failure);
    run.result().completeExceptionally(failure);
  }

  private void tell(@Nullable VicSeeException failure) {
    AttemptListener listener = settings.attempts();
    if (listener == null) {
      return;
    }
    ResponseInfo info = response;
    Attempt.Builder attempt = Attempt.builder()
        .operation(call.operation())
        .number(number)
        .duration(Duration.ofNanos(settings.nanoTime().nanoTime() - startedAt))
        .failure(failure);
    if (info != null) {
      attempt.status(info.statusCode()).requestId(info.headers().firstValue(HeaderNames.X_REQUEST_ID).orElse(null));
    }
    try {
      listener.onAttempt(attempt.build());
    } catch (RuntimeException ignored) {
      // A listener that fails must not fail a call that may be paid.
      return;
    }
  }
}
