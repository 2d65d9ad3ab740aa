package com.vicsee.contract.sdk;

import com.vicsee.client.retry.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

/** A clock that stands still, and a sleeper that sets it forward at once. */
final class FakeTime extends Clock implements Sleeper {

  private volatile Instant now = Instant.parse("2024-12-27T12:00:00Z");

  @Override
  public CompletableFuture<Void> sleep(Duration duration) {
    now = now.plus(duration);
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
