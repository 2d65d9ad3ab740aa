package com.vicsee.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of the attempts that are under way, in real time. Nearly none is ever met, so they share one timer, which
 * is set for the first of them and not reset when that one is cancelled: an attempt costs no wake-up of its own.
 */
final class Alarms {

  /** A deadline that can be cancelled. */
  final class Alarm {
    private final long at;
    private final Runnable action;

    private Alarm(long at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    /** Cancels the deadline. */
    void cancel() {
      synchronized (Alarms.this) {
        pending.remove(this);
      }
    }
  }

  private final Executor executor;

  // Guarded by this.
  private final Set<Alarm> pending = new HashSet<>();
  private @Nullable CompletableFuture<Void> timer;
  private long timerAt;

  Alarms(Executor executor) {
    this.executor = executor;
  }

  /** Runs an action after a time, unless it is cancelled before. */
  Alarm set(Duration delay, Runnable action) {
    Alarm alarm = new Alarm(System.nanoTime() + Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos(delay)), action);
    synchronized (this) {
      pending.add(alarm);
      if (timer == null || alarm.at - timerAt < 0) {
        start(alarm.at);
      }
    }
    return alarm;
  }

  /** Cancels all deadlines. */
  synchronized void close() {
    pending.clear();
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private synchronized void start(long at) {
    if (timer != null) {
      timer.cancel(false);
    }
    CompletableFuture<Void> started = new CompletableFuture<>();
    timer = started;
    timerAt = at;
    started.thenRun(() -> ring(started));
    started.completeOnTimeout(null, Math.max(1, at - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private void ring(CompletableFuture<Void> rung) {
    List<Alarm> due = new ArrayList<>();
    synchronized (this) {
      if (timer != rung) {
        return;
      }
      timer = null;
      long now = System.nanoTime();
      Alarm next = null;
      for (Iterator<Alarm> all = pending.iterator(); all.hasNext();) {
        Alarm alarm = all.next();
        if (alarm.at - now <= 0) {
          all.remove();
          due.add(alarm);
        } else if (next == null || alarm.at - next.at < 0) {
          next = alarm;
        }
      }
      due.sort(Comparator.comparingLong(alarm -> alarm.at - now));
      if (next != null) {
        start(next.at);
      }
    }
    // Not on the thread of the timer, which is that of the whole JVM.
    due.forEach(alarm -> executor.execute(alarm.action));
  }

  /** Nanoseconds of a Duration overflow after 292 years, and their differences after half of that. */
  private static long nanos(Duration delay) {
    Duration longest = Duration.ofDays(365 * 100);
    return (delay.compareTo(longest) < 0 ? delay : longest).toNanos();
  }
}
