package com.vicsee.client.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task was not finished by the deadline of the caller. It still runs on the server: wait for its {@link #taskId()} again. */
public final class AwaitTimeoutException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String lastStatus;
  private final Duration elapsed;
  private final int polls;

  /**
   * Makes the exception.
   *
   * @param failure the failure
   * @param lastStatus the last status as it came; null when no poll was answered
   * @param elapsed how long the wait has taken
   * @param polls how many times the task was read
   * @param cause the failure of the last poll; null when it was answered
   */
  public AwaitTimeoutException(
      Failure failure,
      @Nullable String lastStatus,
      Duration elapsed,
      int polls,
      @Nullable Throwable cause) {
    super(failure, cause);
    this.lastStatus = lastStatus;
    this.elapsed = elapsed;
    this.polls = polls;
  }

  /** Returns the last status as it came; empty when no poll was answered. */
  public Optional<String> lastStatus() {
    return Optional.ofNullable(lastStatus);
  }

  /** Returns how long the wait has taken. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns how many times the task was read. */
  public int polls() {
    return polls;
  }
}
