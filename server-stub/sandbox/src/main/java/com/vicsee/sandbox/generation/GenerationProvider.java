package com.vicsee.sandbox.generation;

import com.vicsee.server.model.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Does the work of generations. To plug in your own provider, add one bean of this type; it replaces the {@link DrawingProvider}.
 *
 * <p>Calls come from several threads and, on a shared database, from several instances. After a crash a generation is advanced again from its last saved
 * progress. So find your own job by {@link Generation#taskId()} before you start one. A call that takes longer than {@code vicsee.provider.timeout}, 10 s by
 * default, is interrupted; a task fails after three such calls in a row.
 */
public interface GenerationProvider {
  /**
   * Decides whether a generation can start. No credits are reserved yet.
   *
   * @throws ProviderException if it cannot start; the caller gets a 502 or a 500
   */
  default void accept(Specification specification, List<Input> inputs) {}

  /**
   * Starts a generation, or returns its progress. It is called until the progress is {@link Done} or {@link Failed}. When it throws, it is called again, five
   * times in all; then the task fails.
   */
  Progress advance(Generation generation);

  /**
   * Returns whether all calls return at once, without a network and without a file; false by default. Such a provider is called without a timeout, and within the
   * transaction of a submission.
   */
  default boolean isImmediate() {
    return false;
  }

  /**
   * A task that has not ended.
   *
   * @param inputs the media that the caller sent, in the order of the request
   */
  record Generation(String taskId, Specification specification, List<Input> inputs, Instant createdAt) {}

  /** How far a generation is. */
  sealed interface Progress {}

  /**
   * The generation has not ended.
   *
   * @param percent 0 to 99; a lower value than the last is ignored
   * @param nextPoll how long to wait before the next call
   */
  record Working(int percent, Duration nextPoll) implements Progress {}

  /** The generation has succeeded. An image or a video is one output, music is two songs. No output means that the task has no result. */
  record Done(List<Output> outputs) implements Progress {}

  /** The generation has failed. The credits are refunded. */
  record Failed(TaskFailure failure) implements Progress {}
}
