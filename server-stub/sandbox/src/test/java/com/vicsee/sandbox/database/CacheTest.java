package com.vicsee.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A cached value is never older than the last invalidation. */
class CacheTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final Cache<Integer> cache = new Cache<>(10, Duration.ofHours(1));

  private int find(String key) {
    return cache.find(key, value -> true, () -> Optional.of(reads.incrementAndGet())).orElseThrow();
  }

  @Test
  void find_again_readsOnce() {
    assertThat(find("a")).isEqualTo(find("a")).isEqualTo(1);
    assertThat(find("b")).isEqualTo(2);
  }

  @Test
  void find_afterInvalidate_readsAgain() {
    find("a");
    cache.invalidate();

    assertThat(find("a")).isEqualTo(2);
  }

  @Test
  void find_ofAValueReadBeforeAnInvalidate_readsAgain() {
    int old = cache.find("a", value -> true, () -> {
      int value = reads.incrementAndGet();
      cache.invalidate();
      return Optional.of(value);
    }).orElseThrow();

    assertThat(find("a")).isNotEqualTo(old);
  }

  @Test
  void find_ofAValueThatIsNotCacheable_readsEachTime() {
    for (int i = 1; i <= 3; i++) {
      assertThat(cache.find("a", value -> false, () -> Optional.of(reads.incrementAndGet()))).contains(i);
    }
  }

  @Test
  void find_ofNothing_readsEachTime() {
    assertThat(cache.find("a", value -> true, Optional::<Integer>empty)).isEmpty();

    assertThat(find("a")).isEqualTo(1);
  }

  @Test
  void find_ofAnExpiredValue_readsAgain() {
    Cache<Integer> brief = new Cache<>(10, Duration.ZERO);

    assertThat(brief.find("a", value -> true, () -> Optional.of(1))).contains(1);
    assertThat(brief.find("a", value -> true, () -> Optional.of(2))).contains(2);
  }

  @Test
  void find_ofMoreThanFit_dropsValues() {
    for (int i = 0; i < 11; i++) {
      find("k" + i);
    }

    assertThat(find("k10")).isEqualTo(11);
    assertThat(find("k0")).as("read again").isEqualTo(12);
  }
}
