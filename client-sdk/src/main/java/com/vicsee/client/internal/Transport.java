package com.vicsee.client.internal;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.CallTimeoutException;
import com.vicsee.client.error.ConflictException;
import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.DecodingException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.generated.model.ErrorCode;
import com.vicsee.client.generated.model.HeaderNames;
import com.vicsee.client.generated.model.ParameterNames;
import com.vicsee.client.ratelimit.RateLimit;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls: one place for deadlines, retries, pacing, idempotency keys and the mapping of failures, whoever calls.
 * It blocks no thread; a synchronous caller waits for the future.
 */
public final class Transport implements AutoCloseable {

  /** More of an error than its envelope needs is not worth reading. */
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private static final long CLOSE_MILLIS = 1000;

  private final Settings settings;
  private final ErrorReader errors;
  private final Pacer pacer;
  private final Alarms alarms;
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Makes a transport. */
  public Transport(Settings settings) {
    this.settings = settings;
    this.errors = new ErrorReader(settings.clock(), settings.apiKey());
    this.pacer = new Pacer(settings.pacing(), settings.clock());
    this.alarms = new Alarms(settings.executor());
  }

  /** Returns what this transport is made of. */
  Settings settings() {
    return settings;
  }

  /** Returns the last quota that a response told. */
  public Optional<RateLimit> lastRateLimit() {
    return pacer.lastSeen();
  }

  /** Returns how many requests may be sent before the wall; empty when that is not known. */
  Optional<Long> requestsLeft() {
    return pacer.left();
  }

  /**
   * Sends a call.
   *
   * @throws IllegalStateException when the client is closed
   */
  <B, T> CompletableFuture<ApiResponse<T>> send(Call<B, T> call, RequestOptions options) {
    return start(new Run<>(call, options, false));
  }

  /**
   * Sends a call for somebody who waits for it right away: the first try is made on the thread of the caller, which
   * saves two changes of threads. The future may be done when this returns.
   *
   * @throws IllegalStateException when the client is closed
   */
  <B, T> CompletableFuture<ApiResponse<T>> sendHere(Call<B, T> call, RequestOptions options) {
    return start(new Run<>(call, options, true));
  }

  private <B, T> CompletableFuture<ApiResponse<T>> start(Run<B, T> run) {
    track(run.result);
    run.next();
    return run.result;
  }

  /**
   * Notes a future that ends with the client.
   *
   * @throws IllegalStateException when the client is closed
   */
  void track(CompletableFuture<?> future) {
    open.add(future);
    if (closed) {
      open.remove(future);
      throw new IllegalStateException("The client is closed");
    }
    future.whenComplete((value, failure) -> open.remove(future));
  }

  /**
   * Cancels what is under way. The HTTP client is closed when the transport made it, and Java is new enough to do so.
   */
  @Override
  public void close() {
    closed = true;
    open.forEach(call -> call.cancel(true));
    alarms.close();
    closeHttp();
    ExecutorService own = settings.ownExecutor();
    if (own != null) {
      own.shutdown();
    }
  }

  private void closeHttp() {
    // AutoCloseable since Java 21; before that its threads end when it is collected.
    if (settings.ownsHttp() && (Object) settings.http() instanceof AutoCloseable closeable) {
      Thread closing = new Thread(() -> closeQuietly(closeable), "vicsee-client-close");
      closing.setDaemon(true);
      closing.start();
      try {
        // It waits for callbacks, of which the caller may be one.
        closing.join(CLOSE_MILLIS);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** One call on its way: a try, perhaps a wait, another try. */
  private final class Run<B, T> {
    private final Call<B, T> call;
    private final RequestOptions options;
    private final Pending<ApiResponse<T>> result = new Pending<>();
    private final long startedAt = settings.nanoTime().nanoTime();
    private final Duration timeout;
    private final int maxRetries;
    private final @Nullable String idempotencyKey;
    private int attempts;
    private int failuresInARow;
    private long progressBefore;
    private boolean here;

    Run(Call<B, T> call, RequestOptions options, boolean here) {
      this.call = call;
      this.options = options;
      this.here = here;
      Duration given = options.timeout() != null ? options.timeout() : call.defaultTimeout();
      this.timeout = given != null ? given : settings.timeout();
      Integer retries = options.maxRetries();
      this.maxRetries = retries != null ? retries : settings.retry().maxRetries();
      this.idempotencyKey = !call.operation().isPaid() || !call.isAuthenticated()
          ? null
          : options.idempotencyKey() != null ? options.idempotencyKey() : settings.idempotencyKeys().get();
    }

    /** Makes the next try, now or when the quota allows it. */
    void next() {
      Duration delay = call.isAuthenticated() ? pacer.delay() : Duration.ZERO;
      if (delay.isZero()) {
        attempt();
      } else if (!pacer.allows(delay) || delay.compareTo(remaining()) >= 0) {
        RateLimit quota = pacer.lastSeen().orElse(null);
        result.completeExceptionally(new RateLimitedException(
            Failure.of(call.operation(), "Not sent: the quota is used up to its reserve, and its reset is "
                    + delay.toSeconds() + " s away")
                .withQuota(quota, delay)
                .withRetryable(true)
                .withAttempts(attempts)));
      } else {
        sleepThen(delay, this::next);
      }
    }

    private void attempt() {
      Duration left = remaining();
      if (left.isNegative() || left.isZero()) {
        result.completeExceptionally(timedOut(timeout, null));
        return;
      }
      attempts++;
      HttpRequest request;
      try {
        request = request();
      } catch (IOException unreadable) {
        result.completeExceptionally(transferFailed(unreadable));
        return;
      } catch (RuntimeException invalid) {
        result.completeExceptionally(invalid);
        return;
      }
      Attempt attempt = new Attempt(left);
      if (here) {
        here = false;
        attempt.startHere(request);
      } else {
        attempt.start(request);
      }
    }

    private HttpRequest request() throws IOException {
      HttpRequest.Builder request = HttpRequest.newBuilder(call.target(settings.baseUrl()));
      request.setHeader("User-Agent", settings.userAgent());
      call.prepare(request);
      if (call.isAuthenticated()) {
        if (settings.apiKey() != null) {
          request.setHeader("Authorization", "Bearer " + settings.apiKey());
        }
        if (idempotencyKey != null) {
          request.setHeader(ParameterNames.IDEMPOTENCY_KEY, idempotencyKey);
        }
        if (options.requestId() != null) {
          request.setHeader(HeaderNames.X_REQUEST_ID, options.requestId());
        }
        settings.headers().forEach(request::setHeader);
        options.headers().forEach(request::setHeader);
      }
      call.headers().forEach(request::setHeader);
      return request.build();
    }

    /** Decides what follows a failed try. The response is closed by now. */
    void failed(VicSeeException failure) {
      if (call.progress() > progressBefore) {
        progressBefore = call.progress();
        failuresInARow = 0;
      }
      failuresInARow++;
      if (!mayRetry(failure) || failuresInARow > maxRetries) {
        result.completeExceptionally(failure);
        return;
      }
      Duration delay = settings.retry().backOff(failuresInARow, settings.random());
      Duration hint = failure.retryAfter().orElse(Duration.ZERO);
      if (hint.compareTo(settings.retry().maxHint()) > 0) {
        result.completeExceptionally(failure);
        return;
      }
      delay = delay.compareTo(hint) < 0 ? hint : delay;
      if (delay.compareTo(remaining()) >= 0) {
        result.completeExceptionally(failure);
        return;
      }
      sleepThen(delay, this::next);
    }

    private boolean mayRetry(VicSeeException failure) {
      if (!call.isRepeatable()) {
        return false;
      }
      // Our own key can be taken only by an earlier try of this very call, whose response was lost: it is still in
      // flight.
      boolean ownConflict = failure instanceof ConflictException
          && attempts > 1 && idempotencyKey != null && options.idempotencyKey() == null;
      return failure.isRetryable() || ownConflict;
    }

    private void sleepThen(Duration delay, Runnable then) {
      here = false;
      // Asynchronous, so that neither the thread of the timer nor the stack of an instant sleeper carries the rest of
      // the call.
      result.awaiting(settings.sleeper().sleep(delay)).whenCompleteAsync((slept, failure) -> {
        if (result.isDone()) {
          return;
        }
        if (failure != null) {
          result.completeExceptionally(Pending.unwrap(failure));
        } else {
          guarded(then);
        }
      }, settings.executor());
    }

    private void guarded(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException | Error thrown) {
        result.completeExceptionally(thrown);
      }
    }

    private Duration remaining() {
      return timeout.minusNanos(settings.nanoTime().nanoTime() - startedAt);
    }

    private CallTimeoutException timedOut(Duration limit, @Nullable Throwable cause) {
      return new CallTimeoutException(
          Failure.of(call.operation(), "No complete response within " + limit.toMillis() + " ms")
              .withRetryable(true)
              .withAttempts(attempts),
          cause);
    }

    private TransferException transferFailed(IOException cause) {
      return new TransferException(
          Failure.of(call.operation(), errors.redact(String.valueOf(cause.getMessage()))).withAttempts(attempts),
              cause);
    }

    /** One request and its response. Exactly one of a success and a failure ends it. */
    private final class Attempt implements BodyHandler<Object> {
      private final AtomicBoolean ended = new AtomicBoolean();
      private final AtomicReference<Alarms.@Nullable Alarm> timer = new AtomicReference<>();
      private final Duration left;
      private volatile @Nullable Future<?> exchange;
      private volatile @Nullable ResponseInfo response;
      private volatile @Nullable LimitedBytes errorBody;
      private volatile long activityAtTimer = call.activity();

      Attempt(Duration left) {
        this.left = left;
      }

      void start(HttpRequest request) {
        if (call.isAuthenticated()) {
          pacer.sent();
        }
        CompletableFuture<HttpResponse<Object>> sent;
        try {
          sent = settings.http().sendAsync(request, this);
        } catch (RuntimeException refused) {
          end(() -> result.completeExceptionally(refused));
          return;
        }
        exchange = sent;
        result.awaiting(sent);
        startTimer();
        sent.whenComplete((answer, failure) -> end(() -> {
          if (failure != null) {
            onFailure(Pending.unwrap(failure));
          } else {
            onResponse(answer);
          }
        }));
      }

      /** Makes the try on this thread, which waits for it. */
      void startHere(HttpRequest request) {
        if (call.isAuthenticated()) {
          pacer.sent();
        }
        BlockedThread blocked = new BlockedThread();
        exchange = blocked;
        result.awaiting(blocked);
        startTimer();
        HttpResponse<Object> answer = null;
        Throwable thrown = null;
        boolean interrupted = false;
        try {
          answer = settings.http().send(request, this);
        } catch (InterruptedException interrupt) {
          interrupted = true;
        } catch (IOException | RuntimeException | Error failure) {
          thrown = failure;
        }
        if (blocked.release()) {
          // Whoever cancelled has decided on the outcome.
          end(() -> { });
        } else if (interrupted) {
          // The caller waits for the result now, and is the one to say what an interrupt means.
          Thread.currentThread().interrupt();
          end(() -> { });
        } else if (thrown != null) {
          Throwable failure = thrown;
          end(() -> onFailure(failure));
        } else {
          HttpResponse<Object> response = Objects.requireNonNull(answer);
          end(() -> onResponse(response));
        }
      }

      /** Runs the outcome, unless there was one already. */
      private void end(Runnable outcome) {
        if (ended.compareAndSet(false, true)) {
          if (call.isAuthenticated()) {
            pacer.ended();
          }
          Alarms.Alarm running = timer.get();
          if (running != null) {
            running.cancel();
          }
          if (!result.isDone()) {
            guarded(outcome);
          }
        }
      }

      private void startTimer() {
        Duration limit = settings.attemptTimeout().compareTo(remaining()) < 0 ? settings.attemptTimeout() : remaining();
        Alarms.Alarm alarm = alarms.set(limit, () -> onAlarm(limit));
        timer.set(alarm);
        if (ended.get()) {
          alarm.cancel();
        }
      }

      private void onAlarm(Duration limit) {
        if (ended.get()) {
          return;
        }
        long activity = call.activity();
        if (call.isTransfer() && activity > activityAtTimer && remaining().toMillis() > 0) {
          activityAtTimer = activity;
          startTimer();
          return;
        }
        LimitedBytes partial = errorBody;
        if (partial != null) {
          // The status is known; the rest of the body is not worth another minute.
          partial.finish();
          return;
        }
        end(() -> {
          cancelExchange();
          failed(timedOut(limit, null));
        });
      }

      private void cancelExchange() {
        Future<?> sent = exchange;
        if (sent != null) {
          sent.cancel(true);
        }
      }

      @Override
      @SuppressWarnings("unchecked")
      public BodySubscriber<Object> apply(ResponseInfo info) {
        response = info;
        BodySubscriber<?> subscriber;
        if (call.accepts(info.statusCode())) {
          subscriber = call.read(info);
        } else {
          LimitedBytes bytes = new LimitedBytes(MAX_ERROR_BYTES, true);
          errorBody = bytes;
          subscriber = bytes;
        }
        return (BodySubscriber<Object>) subscriber;
      }

      @SuppressWarnings("unchecked")
      private void onResponse(HttpResponse<Object> answer) {
        ResponseInfo info = response;
        HttpHeaders headers = answer.headers();
        int status = answer.statusCode();
        // A 401 tells the quota of the address, not that of the caller.
        if (call.isAuthenticated() && status != 401) {
          pacer.saw(headers);
        }
        if (info == null || !call.accepts(status)) {
          failed(errors.read(call.operation(), status, headers, (byte[]) answer.body(), attempts));
          return;
        }
        try {
          T value = call.decode(info, (B) answer.body());
          result.complete(new ApiResponse<>(value, status, headers, attempts));
        } catch (Call.Unreadable unreadable) {
          result.completeExceptionally(undecodable(status, headers, unreadable));
        }
      }

      private VicSeeException undecodable(int status, HttpHeaders headers, Call.Unreadable unreadable) {
        Failure failure = errors.failure(call.operation(), status, headers, unreadable.body(), attempts);
        if (failure.rawCode() != null) {
          // A failure in the clothes of a success. Its code says what it is, and under which status it should have
          // come.
          Failure honest = failure.code() == ErrorCode.UNKNOWN ? failure : new Failure(
              failure.operation(), failure.code().status(), failure.code(), failure.rawCode(), failure.message(),
              failure.requestId(), failure.rateLimit(), failure.retryAfter(), failure.retryable(), failure.rawBody(),
              attempts);
          return com.vicsee.client.error.ApiException.of(honest);
        }
        return new DecodingException(
            new Failure(
                call.operation(), status, ErrorCode.UNKNOWN, null, errors.redact(unreadable.what()),
                failure.requestId(), failure.rateLimit(), null, false,
                errors.redact(new String(unreadable.body(), StandardCharsets.UTF_8)), attempts),
            unreadable.getCause());
      }

      private void onFailure(Throwable cause) {
        ResponseInfo info = response;
        LimitedBytes.TooLarge tooLarge = find(LimitedBytes.TooLarge.class, cause);
        LocalIoException local = find(LocalIoException.class, cause);
        LimitedBytes partial = errorBody;
        if (info != null && partial != null) {
          // The JDK may tell of a cut before the body does. The status is known, and says more than the cut.
          failed(errors.read(call.operation(), info.statusCode(), info.headers(), partial.finish(), attempts));
        } else if (tooLarge != null && info != null) {
          result.completeExceptionally(
              undecodable(info.statusCode(), info.headers(),
                  new Call.Unreadable(String.valueOf(tooLarge.getMessage()), new byte[0], null)));
        } else if (local != null) {
          result.completeExceptionally(transferFailed(local));
        } else if (cause instanceof HttpTimeoutException
            && !(cause instanceof java.net.http.HttpConnectTimeoutException)) {
          failed(timedOut(left, cause));
        } else if (cause instanceof IOException) {
          failed(new ConnectionException(connectionFailure(info, cause).withRetryable(true), cause));
        } else {
          result.completeExceptionally(cause);
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
        String what = info == null ? "No response" : "The response was cut";
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Failure failure = Failure.of(call.operation(), errors.redact(what + ": " + why)).withAttempts(attempts);
        if (info == null) {
          return failure;
        }
        Failure known = errors.failure(call.operation(), info.statusCode(), info.headers(), new byte[0], attempts);
        return new Failure(
            call.operation(), info.statusCode(), ErrorCode.UNKNOWN, null, failure.message(), known.requestId(),
            known.rateLimit(), null, true, null, attempts);
      }
    }
  }
}
