package com.vicsee.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test's own thread is the one that waits; whether it was interrupted is asked of it. */
class BlockedThreadTest {

  private final BlockedThread blocked = new BlockedThread();

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void cancel_whileWaiting_interruptsTheThread() {
    assertThat(blocked.cancel(true)).isTrue();

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void release_cancelled_hidesTheInterruptAndTells() {
    blocked.cancel(true);

    assertThat(blocked.release()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void release_notCancelled_keepsTheInterruptOfSomebodyElse() {
    Thread.currentThread().interrupt();

    assertThat(blocked.release()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void cancel_afterRelease_interruptsNobody() {
    blocked.release();

    assertThat(blocked.cancel(true)).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
