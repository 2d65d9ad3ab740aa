package com.vicsee.sandbox.media.render;

import java.time.Duration;
import java.util.Objects;

/**
 * A song to play.
 *
 * @param prompt what the tune is derived from; any text of any length
 * @param index which of the songs of this prompt, from 0; each sounds different
 * @param duration at least 1 s, at most {@link #MAX_DURATION}
 */
public record AudioSpec(String prompt, int index, Duration duration) {
  /** The longest song. */
  public static final Duration MAX_DURATION = Duration.ofMinutes(10);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if the index is negative or the duration is out of range
   */
  public AudioSpec {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(duration, "duration");
    if (index < 0) {
      throw new IllegalArgumentException("A song's index is not negative, but " + index);
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException("A song lasts 1 s to " + MAX_DURATION + ", not " + duration);
    }
  }
}
