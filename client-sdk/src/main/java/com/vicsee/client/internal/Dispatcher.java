package com.vicsee.client.internal;

import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.ratelimit.RateLimit;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Starts calls, and ends those under way when the client is closed. It blocks no thread. */
public final class Dispatcher implements AutoCloseable {

  private static final long CLOSE_MILLIS = 1000;

  private final Settings settings;
  private final ErrorReader errors;
  private final Pacer pacer;
  private final Alarms alarms;
  private final Set<Pending<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Makes a dispatcher. */
  public Dispatcher(Settings settings) {
    this.settings = settings;
    this.errors = new ErrorReader(settings.clock(), settings.apiKey());
    this.pacer = new Pacer(settings.pacing(), settings.clock());
    this.alarms = new Alarms(settings.executor());
  }

  /** Returns the settings of the client. */
  public Settings settings() {
    return settings;
  }

  /** Returns the quota of the last response that stated it. */
  public Optional<RateLimit> lastRateLimit() {
    return pacer.lastSeen();
  }

  ErrorReader errors() {
    return errors;
  }

  Pacer pacer() {
    return pacer;
  }

  Alarms alarms() {
    return alarms;
  }

  /** Sends a call. */
  <T> CompletableFuture<ApiResponse<T>> send(Call<T> call, RequestOptions options) {
    return send(call, options, false);
  }

  /**
   * Sends a call.
   *
   * @param here whether the caller waits for the call at once. Then its own thread makes the first attempt, which saves two
   *     changes of threads, and the future may be done when this returns
   */
  <T> CompletableFuture<ApiResponse<T>> send(Call<T> call, RequestOptions options, boolean here) {
    CallRun<T> run = new CallRun<>(this, call, options, here);
    if (track(run.result())) {
      run.result().guard(run::next);
    }
    return run.result();
  }

  /** Adds a future that ends with the client. Returns false, and ends it, when the client is closed already. */
  boolean track(Pending<?> future) {
    open.add(future);
    future.whenComplete((value, failure) -> open.remove(future));
    if (closed) {
      future.completeExceptionally(future.closed());
    }
    return !closed;
  }

  /**
   * Lets time pass between two steps of a call.
   *
   * @param left when the wait is too long; a sleeper of the caller's own may never end
   * @param late what is done then
   * @param then the next step
   */
  void pause(Pending<?> call, Duration delay, Duration left, Runnable late, Runnable then) {
    Alarms.Alarm deadline = alarms.set(left, late);
    // Asynchronous, so that neither the thread of the timer nor the stack of an instant sleeper has the rest of the call.
    call.awaiting(settings.sleeper().sleep(delay)).whenCompleteAsync((slept, failure) -> {
      deadline.cancel();
      if (call.isDone()) {
        return;
      }
      if (failure != null) {
        call.end(Pending.unwrap(failure));
      } else {
        call.guard(then);
      }
    }, settings.executor());
  }

  /** Ends the calls that are under way, and closes the HTTP client when the builder made it. */
  @Override
  public void close() {
    closed = true;
    // First what each of them has to say: the end of one changes what is under way in a batch.
    Map<Pending<?>, VicSeeException> failures = new IdentityHashMap<>();
    open.forEach(call -> failures.put(call, call.closed()));
    failures.forEach(Pending::completeExceptionally);
    alarms.close();
    closeHttp();
    settings.executor().shutdown();
  }

  private void closeHttp() {
    HttpClient http = settings.ownHttp();
    // AutoCloseable since Java 21. Before that its threads end when it is collected.
    if ((Object) http instanceof AutoCloseable closeable) {
      Thread closing = new Thread(() -> closeQuietly(closeable), "vicsee-client-close");
      closing.setDaemon(true);
      closing.start();
      try {
        // It waits for callbacks, one of which may be the caller.
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
}
