package com.vicsee.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Real time, as the alarms have no other. Nothing is said of how soon an alarm rings: a later one that rang shows that
 * an earlier one had its time.
 */
class AlarmsTest {

  private static final Duration SOON = Duration.ofMillis(5);
  private static final Duration LATER = Duration.ofMillis(50);
  private static final Duration NEVER = Duration.ofDays(1);

  private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "alarms-test"));
  private final BlockingQueue<String> rung = new ArrayBlockingQueue<>(10);
  private final Alarms alarms = new Alarms(executor);

  @AfterEach
  void stop() {
    alarms.close();
    executor.shutdownNow();
  }

  @Test
  void set_timeIsOver_runsOnTheExecutor() throws InterruptedException {
    alarms.set(SOON, () -> rung.add(Thread.currentThread().getName()));

    assertThat(next()).isEqualTo("alarms-test");
  }

  @Test
  void set_earlierThanTheFirst_ringsWithoutIt() throws InterruptedException {
    set(NEVER, "never");
    set(SOON, "soon");

    assertThat(next()).isEqualTo("soon");
    assertThat(rung).isEmpty();
  }

  @Test
  void set_laterThanTheFirst_ringsAfterIt() throws InterruptedException {
    set(SOON, "soon");
    set(LATER, "later");

    assertThat(next()).isEqualTo("soon");
    assertThat(next()).isEqualTo("later");
  }

  @Test
  void cancel_beforeItsTime_neverRings() throws InterruptedException {
    Alarms.Alarm cancelled = set(SOON, "cancelled");
    set(LATER, "later");

    cancelled.cancel();

    assertThat(next()).isEqualTo("later");
    assertThat(rung).isEmpty();
  }

  @Test
  void set_onceAllHaveRung_ringsAgain() throws InterruptedException {
    set(SOON, "first");
    next();

    set(SOON, "second");

    assertThat(next()).isEqualTo("second");
  }

  @Test
  void set_noTimeLeft_ringsAtOnce() throws InterruptedException {
    set(Duration.ofSeconds(-1), "over");

    assertThat(next()).isEqualTo("over");
  }

  @Test
  void set_longerThanNanosecondsCount_doesNotRing() throws InterruptedException {
    set(Duration.ofSeconds(Long.MAX_VALUE), "for ever");
    set(LATER, "later");

    assertThat(next()).isEqualTo("later");
    assertThat(rung).isEmpty();
  }

  @Test
  void close_pending_noneRings() throws InterruptedException {
    set(SOON, "closed");

    alarms.close();

    set(LATER, "later");
    assertThat(next()).isEqualTo("later");
    assertThat(rung).isEmpty();
  }

  private Alarms.Alarm set(Duration delay, String name) {
    return alarms.set(delay, () -> rung.add(name));
  }

  private String next() throws InterruptedException {
    return String.valueOf(rung.poll(120, TimeUnit.SECONDS));
  }
}
