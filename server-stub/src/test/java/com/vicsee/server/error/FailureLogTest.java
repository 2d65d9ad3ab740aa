package com.vicsee.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A failed request is one line; its stack trace comes once per cause and minute. */
class FailureLogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FailureLog failures = new FailureLog(nanos::get);
  private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  private void report(Throwable failure) {
    failures.report("getCredits", "req-1", failure);
  }

  private static IllegalStateException fault() {
    return new IllegalStateException("outer", new IllegalArgumentException("the reason\nand more"));
  }

  private long traces() {
    return lines.list.stream().filter(line -> line.getThrowableProxy() != null).count();
  }

  @Test
  void report_ofAFailure_namesRequestOperationAndCause() {
    report(fault());

    assertThat(lines.list.get(0).getFormattedMessage())
        .contains("getCredits", "req-1", "IllegalArgumentException", "FailureLogTest.fault", "the reason").doesNotContain("\n");
  }

  @Test
  void report_ofOneCauseManyTimes_hasOneTraceAMinute() {
    for (int i = 0; i < 50; i++) {
      report(fault());
    }
    assertThat(lines.list).hasSize(50);
    assertThat(traces()).isEqualTo(1);

    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    report(fault());

    assertThat(traces()).isEqualTo(2);
  }

  @Test
  void report_ofAnotherCause_hasItsOwnTrace() {
    report(fault());
    report(new UnsupportedOperationException());

    assertThat(traces()).isEqualTo(2);
  }

  @Test
  void report_withoutACause_isALineToo() {
    report(null);

    assertThat(lines.list.get(0).getFormattedMessage()).contains("getCredits");
  }
}
