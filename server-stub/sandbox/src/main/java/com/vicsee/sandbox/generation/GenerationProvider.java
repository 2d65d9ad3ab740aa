package com.vicsee.sandbox.generation;

import com.vicsee.server.model.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Does the work of generations. A real provider is plugged in by one bean of this type.
 *
 * <p>Calls come from several threads and, over one database, from several instances. A generation may be advanced again after a crash with what was
 * true before, so an implementation finds its own job by {@link Generation#taskId()} rather than starting a second one.
 */
public interface GenerationProvider {
  /**
   * Decides whether a generation can be started. Nothing was charged yet.
   *
   * @throws ProviderException if it cannot
   */
  void accept(Specification specification);

  /** Starts a generation or looks how far it is. Called until the answer is final, and never longer than a few seconds. */
  Progress advance(Generation generation);

  /** A task on its way. */
  record Generation(String taskId, Specification specification, Instant createdAt) {}

  /** How far a generation is. */
  sealed interface Progress {}

  /**
   * Still at work.
   *
   * @param percent 0 to 99; one below the last is ignored
   * @param lookAgain when to call again
   */
  record Working(int percent, Duration lookAgain) implements Progress {}

  /** Done. An image or a video is one output, music is two. */
  record Done(List<Output> outputs) implements Progress {}

  /** Failed. The credits are given back. */
  record Failed(TaskFailure failure) implements Progress {}
}
