package com.vicsee.sandbox.control;

import com.vicsee.sandbox.database.Invalidatable;
import java.util.List;
import org.springframework.stereotype.Component;

/** What other instances may have changed: the time of the clock, and the data by a reset. */
@Component
@ConditionalOnControl
class SharedState {
  private final SandboxClock clock;
  private final List<Invalidatable> caches;

  SharedState(SandboxClock clock, List<Invalidatable> caches) {
    this.clock = clock;
    this.caches = caches;
  }

  /** Reads the changes of other instances. Does nothing on a database that has one instance only. */
  void refresh() {
    if (clock.refresh()) {
      caches.forEach(Invalidatable::invalidate);
    }
  }
}
