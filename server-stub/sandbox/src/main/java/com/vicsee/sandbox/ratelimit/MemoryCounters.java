package com.vicsee.sandbox.ratelimit;

import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts in memory: for a database that ends with the process too, so that neither outlives the other. */
final class MemoryCounters implements Counters {
  private final Map<Key, AtomicLong> counters = new ConcurrentHashMap<>();
  private volatile LocalDate last = LocalDate.MIN;

  private record Key(String subject, LocalDate day) {}

  @Override
  public OptionalLong raise(String subject, LocalDate day, long limit) {
    if (!day.equals(last)) {
      turn(day);
    }
    AtomicLong counter = counter(subject, day);
    long before = counter.getAndUpdate(used -> Math.min(Math.max(used, limit), used + 1));
    return before < limit ? OptionalLong.of(before + 1) : OptionalLong.empty();
  }

  @Override
  public void lower(String subject, LocalDate day) {
    counter(subject, day).updateAndGet(used -> Math.max(0, used - 1));
  }

  @Override
  public long used(String subject, LocalDate day) {
    AtomicLong counter = counters.get(new Key(subject, day));
    return counter == null ? 0 : counter.get();
  }

  @Override
  public void set(String subject, LocalDate day, long used) {
    counter(subject, day).set(used);
  }

  /** Deletes all at once, because no transaction waits for it. */
  @Override
  public int deleteBefore(LocalDate day, int most) {
    counters.keySet().removeIf(key -> key.day().isBefore(day));
    return 0;
  }

  @Override
  public void clear() {
    counters.clear();
  }

  private AtomicLong counter(String subject, LocalDate day) {
    Key key = new Key(subject, day);
    AtomicLong counter = counters.get(key);
    return counter != null ? counter : counters.computeIfAbsent(key, it -> new AtomicLong());
  }

  /** Deletes the days that are over. Yesterday stays, in case a clock is set back over midnight. */
  private void turn(LocalDate day) {
    last = day;
    deleteBefore(day.minusDays(1), Integer.MAX_VALUE);
  }
}
