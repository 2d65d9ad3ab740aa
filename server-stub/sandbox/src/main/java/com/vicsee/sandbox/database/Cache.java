package com.vicsee.sandbox.database;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Values that were read from the database, in memory. When the cache is full, all values are dropped. A value that was read before an {@link #invalidate()} is
 * not served after it, even if the read ends later.
 */
public final class Cache<V> implements Invalidatable {
  private final int maxSize;
  private final long nanos;
  private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
  private final AtomicLong generation = new AtomicLong();

  /**
   * Makes an empty cache.
   *
   * @param maxSize how many values fit
   * @param validity how long each value is served, unless it is invalidated before
   */
  public Cache(int maxSize, Duration validity) {
    this.maxSize = maxSize;
    this.nanos = validity.toNanos();
  }

  private record Entry<V>(V value, long generation, long readAt) {}

  /**
   * Returns a value, and reads it when it is not in the cache.
   *
   * @param cacheable which values may stay in the cache
   */
  public Optional<V> find(String key, Predicate<V> cacheable, Supplier<Optional<V>> read) {
    Entry<V> known = entries.get(key);
    if (known != null && known.generation() == generation.get() && System.nanoTime() - known.readAt() < nanos) {
      return Optional.of(known.value());
    }
    long current = generation.get();
    long now = System.nanoTime();
    Optional<V> value = read.get();
    value.filter(cacheable).ifPresent(it -> put(key, new Entry<>(it, current, now)));
    return value;
  }

  @Override
  public void invalidate() {
    generation.incrementAndGet();
    entries.clear();
  }

  private void put(String key, Entry<V> entry) {
    if (entries.size() >= maxSize) {
      entries.clear();
    }
    entries.put(key, entry);
  }
}
