package com.vicsee.client.testing;

import com.vicsee.client.retry.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of one client of a sandbox: real time and what the test advanced it by, except that it runs faster while the
 * client sleeps. What a sleep skips, the sandbox skips too.
 */
final class SandboxTime extends Clock implements Sleeper {

  private final VicSeeSandbox sandbox;
  private final int lapse;
  private final AtomicReference<Duration> skipped = new AtomicReference<>(Duration.ZERO);

  SandboxTime(VicSeeSandbox sandbox, int lapse) {
    this.sandbox = sandbox;
    this.lapse = lapse;
  }

  @Override
  public CompletableFuture<Void> sleep(Duration duration) {
    Duration real = duration.dividedBy(lapse);
    Duration rest = duration.minus(real);
    return Sleeper.system().sleep(real).thenCompose(slept -> {
      skipped.updateAndGet(before -> before.plus(rest));
      return rest.isZero() ? CompletableFuture.completedFuture(null) : sandbox.skip(rest);
    });
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(sandbox.advanced()).plus(skipped.get());
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
