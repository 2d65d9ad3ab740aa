package com.vicsee.sandbox.database;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What was read from the database and need not be read again. It has a bound, above which all is forgotten, and never keeps what was read before a change past
 * the {@link #forget()} that follows the change.
 */
public final class Remembered<V> implements Forgetful {
  private final int most;
  private final long nanos;
  private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
  private final AtomicLong generation = new AtomicLong();

  /**
   * Makes an empty one.
   *
   * @param most how many values are kept at the most
   * @param validity how long each holds, unless all are forgotten before
   */
  public Remembered(int most, Duration validity) {
    this.most = most;
    this.nanos = validity.toNanos();
  }

  private record Entry<V>(V value, long generation, long readAt) {}

  /**
   * Returns a value, and reads it when it is not known.
   *
   * @param keeps which values may be kept
   */
  public Optional<V> find(String key, Predicate<V> keeps, Supplier<Optional<V>> read) {
    Entry<V> known = entries.get(key);
    if (known != null && known.generation() == generation.get() && System.nanoTime() - known.readAt() < nanos) {
      return Optional.of(known.value());
    }
    long current = generation.get();
    long now = System.nanoTime();
    Optional<V> value = read.get();
    value.filter(keeps).ifPresent(it -> keep(key, new Entry<>(it, current, now)));
    return value;
  }

  @Override
  public void forget() {
    generation.incrementAndGet();
    entries.clear();
  }

  private void keep(String key, Entry<V> entry) {
    if (entries.size() >= most) {
      entries.clear();
    }
    entries.put(key, entry);
  }
}
