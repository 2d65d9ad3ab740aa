package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.sandbox.generation.GenerationProvider.Done;
import com.vicsee.sandbox.generation.GenerationProvider.Generation;
import com.vicsee.sandbox.generation.GenerationProvider.Progress;
import com.vicsee.sandbox.generation.GenerationProvider.Working;
import com.vicsee.sandbox.generation.ProviderCalls.ProviderTimeout;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of a provider that hangs, with a time of their own. */
class ProviderCallsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Done DONE = new Done(List.of());

  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch lifted = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final ProviderCalls calls = new ProviderCalls(new Hanging(), TIMEOUT, nanos::get);

  /** Answers tasks at once, but those whose name begins with "deaf" when it is lifted, whatever interrupts it. */
  private final class Hanging implements GenerationProvider {
    @Override
    public Progress advance(Generation generation) {
      asked.incrementAndGet();
      while (generation.taskId().startsWith("deaf") && lifted.getCount() > 0) {
        try {
          lifted.await();
        } catch (InterruptedException e) {
          // Deaf.
        }
      }
      return DONE;
    }
  }

  @AfterEach
  void end() {
    lifted.countDown();
    calls.destroy();
  }

  private Progress advance(String task) {
    return calls.advance(new Generation(task, new Specification("m", MediaType.IMAGE, "p", Map.of(), 1, 1, 0, List.of()), List.of(), Instant.EPOCH));
  }

  private void takeEveryThread() {
    AtomicInteger next = new AtomicInteger();
    assertThat(Sandbox.atOnce(ProviderCalls.MAX_GENERATIONS, () -> advance("deaf " + next.getAndIncrement()))).allMatch(Working.class::isInstance);
    assertThat(asked).hasValue(ProviderCalls.MAX_GENERATIONS);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private ProviderTimeout timeout(String task) {
    return catchThrowableOfType(ProviderTimeout.class, () -> advance(task));
  }

  @Test
  void advance_whileEveryThreadHangs_isAtWorkAndAsksWhenOneIsFree() {
    takeEveryThread();

    assertThat(advance("good")).as("no thread is no fault of the task").isInstanceOf(Working.class);
    assertThat(asked).hasValue(ProviderCalls.MAX_GENERATIONS);

    lifted.countDown();
    Eventually.holds("the good one is asked", () -> advance("good").equals(DONE));
    assertThat(asked).hasValue(ProviderCalls.MAX_GENERATIONS + 1);
  }

  @Test
  void advance_withoutAThreadForThreePatiences_isUnansweredForGood() {
    takeEveryThread();
    for (int i = 1; i <= 3; i++) {
      assertThat(advance("good")).isInstanceOf(Working.class);
      pass(TIMEOUT.plusSeconds(1));
      assertThat(timeout("good").isLast()).as("time %s", i).isEqualTo(i == 3);
    }
  }

  @Test
  void advance_ofADeafCall_makesNoOtherUntilItEnds() {
    assertThat(advance("deaf")).isInstanceOf(Working.class);
    pass(TIMEOUT.plusSeconds(1));

    assertThat(timeout("deaf").isLast()).isFalse();
    assertThat(timeout("deaf").isLast()).isFalse();
    assertThat(asked).hasValue(1);

    lifted.countDown();
    Eventually.holds("an answer", () -> timeout("deaf") == null);
  }

  @Test
  void advance_afterAnotherInstanceTookATask_forgetsIt() {
    assertThat(advance("deaf")).isInstanceOf(Working.class);
    lifted.countDown();

    AtomicInteger later = new AtomicInteger();
    Eventually.holds("it is forgotten", () -> {
      // The first call ends when its thread gets a processor, so that it may still count as running the first time.
      pass(Duration.ofMinutes(2));
      return advance("good " + later.getAndIncrement()).equals(DONE) && calls.pendingTasks() == 0;
    });
  }
}
