package com.vicsee.client.testing;

import com.vicsee.client.retry.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that stands still, and a sleeper that sets it forward at once and records by how much, so that a retry or
 * a wait of ten minutes takes no time in a test. Thread-safe.
 *
 * <pre>{@code
 * FakeTime time = new FakeTime();
 * VicSeeClient client = VicSeeClient.builder().apiKey("sk-test").clock(time).sleeper(time).build();
 * }</pre>
 */
public final class FakeTime extends Clock implements Sleeper {

  /** The time at the beginning. */
  public static final Instant START = Instant.parse("2024-12-27T12:00:00Z");

  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
  private volatile Instant now = START;
  private volatile boolean forever;

  /** Makes a clock at {@link #START}. */
  public FakeTime() {
  }

  /** Makes every sleep from now on one that never ends. */
  public void sleepForever() {
    forever = true;
  }

  /** Sets the clock forward. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Returns how long was slept, sleep by sleep. */
  public List<Duration> sleeps() {
    return Collections.unmodifiableList(sleeps);
  }

  @Override
  public CompletableFuture<Void> sleep(Duration duration) {
    sleeps.add(duration);
    if (forever) {
      return new CompletableFuture<>();
    }
    advance(duration);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
