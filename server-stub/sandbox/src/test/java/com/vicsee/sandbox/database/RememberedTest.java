package com.vicsee.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is remembered is never older than the last change that was told. */
class RememberedTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final Remembered<Integer> remembered = new Remembered<>(10, Duration.ofHours(1));

  private int find(String key) {
    return remembered.find(key, value -> true, () -> Optional.of(reads.incrementAndGet())).orElseThrow();
  }

  @Test
  void find_again_readsOnce() {
    assertThat(find("a")).isEqualTo(find("a")).isEqualTo(1);
    assertThat(find("b")).isEqualTo(2);
  }

  @Test
  void find_afterForget_readsAgain() {
    find("a");
    remembered.forget();

    assertThat(find("a")).isEqualTo(2);
  }

  @Test
  void find_ofWhatWasReadBeforeAForgetAndKeptAfterIt_readsAgain() {
    int old = remembered.find("a", value -> true, () -> {
      int value = reads.incrementAndGet();
      remembered.forget();
      return Optional.of(value);
    }).orElseThrow();

    assertThat(find("a")).isNotEqualTo(old);
  }

  @Test
  void find_ofWhatMayNotBeKept_readsEachTime() {
    for (int i = 1; i <= 3; i++) {
      assertThat(remembered.find("a", value -> false, () -> Optional.of(reads.incrementAndGet()))).contains(i);
    }
  }

  @Test
  void find_ofNothing_readsEachTime() {
    assertThat(remembered.find("a", value -> true, Optional::<Integer>empty)).isEmpty();

    assertThat(find("a")).isEqualTo(1);
  }

  @Test
  void find_ofAValueThatHoldsNoLonger_readsAgain() {
    Remembered<Integer> brief = new Remembered<>(10, Duration.ZERO);

    assertThat(brief.find("a", value -> true, () -> Optional.of(1))).contains(1);
    assertThat(brief.find("a", value -> true, () -> Optional.of(2))).contains(2);
  }

  @Test
  void find_ofMoreThanFit_forgetsRatherThanGrows() {
    for (int i = 0; i < 11; i++) {
      find("k" + i);
    }

    assertThat(find("k10")).isEqualTo(11);
    assertThat(find("k0")).as("read again").isEqualTo(12);
  }
}
