package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.generation.ProviderCalls.ProviderTimeout;
import com.vicsee.sandbox.generation.StepStore.Continued;
import com.vicsee.sandbox.testing.Sandbox;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Which faults of a step are worth another try. */
class GenerationRunnerTest {
  private static final Job OFTEN_FAILED = new Job("task_none", 100, null);

  private final GenerationRunner runner = Sandbox.shared().context().getBean(GenerationRunner.class);

  static Stream<Exception> ofTheDatabase() {
    return Stream.of(
        new DataAccessResourceFailureException("away"),
        new CannotCreateTransactionException("away"),
        new CannotAcquireLockException("another was faster"));
  }

  @ParameterizedTest
  @MethodSource("ofTheDatabase")
  void afterFault_ofTheDatabase_isTriedAgainHoweverOften(Exception fault) {
    assertThat(runner.afterFault(OFTEN_FAILED, fault)).hasValueSatisfying(it -> assertThat(((Continued) it).pause()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10)));
  }

  static Stream<Exception> ofTheTask() {
    return Stream.of(new IllegalStateException("broken"), new DataIntegrityViolationException("too long"), new ProviderTimeout("silent", true));
  }

  @ParameterizedTest
  @MethodSource("ofTheTask")
  void afterFault_ofTheTaskForTheLastTime_isNotTriedAgain(Exception fault) {
    assertThat(runner.afterFault(OFTEN_FAILED, fault)).isEmpty();
  }
}
