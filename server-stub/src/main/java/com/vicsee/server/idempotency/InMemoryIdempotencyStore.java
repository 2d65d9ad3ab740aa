package com.vicsee.server.idempotency;

import com.vicsee.server.model.ContractFacts;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A store of idempotency keys for a server of one instance. They are lost when the process ends. */
public final class InMemoryIdempotencyStore implements IdempotencyStore {
  private record Stored(Entry entry, Instant expires) {}

  /** The oldest first. */
  private final Map<Key, Stored> keys = new LinkedHashMap<>();
  private final Clock clock;

  /** Makes a store whose entries expire by a clock. */
  public InMemoryIdempotencyStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Entry> begin(Key key, String fingerprint) {
    Instant now = clock.instant();
    removeExpired(now);
    Stored claim = new Stored(new Entry(fingerprint, null), now.plus(ContractFacts.IDEMPOTENCY_RETENTION));
    return Optional.ofNullable(keys.putIfAbsent(key, claim)).map(Stored::entry);
  }

  @Override
  public synchronized void save(Key key, String response) {
    keys.computeIfPresent(key, (same, claim) -> new Stored(new Entry(claim.entry().fingerprint(), response), claim.expires()));
  }

  @Override
  public synchronized void release(Key key) {
    keys.remove(key);
  }

  private void removeExpired(Instant now) {
    for (Iterator<Stored> oldest = keys.values().iterator(); oldest.hasNext(); oldest.remove()) {
      if (oldest.next().expires().isAfter(now)) {
        return;
      }
    }
  }
}
