package com.vicsee.sandbox.control;

import com.vicsee.sandbox.database.Invalidatable;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What other instances may have changed: the time of the clock, and the data by a reset. */
@Component
@ConditionalOnControl
class SharedState {
  private final SandboxClock clock;
  private final List<Invalidatable> caches;
  /** The resets that the caches know of. The clock is read by jobs and by requests, so it cannot tell which change is new here. */
  private final AtomicLong resets;

  SharedState(SandboxClock clock, List<Invalidatable> caches) {
    this.clock = clock;
    this.caches = caches;
    this.resets = new AtomicLong(clock.refresh());
  }

  /** Invalidates the caches after a reset by this instance. */
  void invalidate() {
    long now = clock.readResets();
    caches.forEach(Invalidatable::invalidate);
    resets.set(now);
  }

  /** Reads the changes of other instances. Does nothing on a database that has one instance only. */
  void refresh() {
    long now = clock.refresh();
    if (now != resets.get()) {
      caches.forEach(Invalidatable::invalidate);
      resets.set(now);
    }
  }
}
