package com.vicsee.sandbox.media.render;

import java.time.Duration;
import java.util.Objects;

/**
 * A clip to film.
 *
 * @param width in pixels, even, 16 to {@value #MAX_SIDE}
 * @param height in pixels, even, 16 to {@value #MAX_SIDE}; width × height is at most {@value #MAX_PIXELS}
 * @param duration more than zero, at most {@link #MAX_DURATION}; kept to the millisecond
 * @param prompt what to write on it; any text of any length, even malformed UTF-16
 */
public record VideoSpec(int width, int height, Duration duration, String prompt) {
  /** The longest side of a frame, in pixels. */
  public static final int MAX_SIDE = 8_192;

  /** The largest frame, in pixels: what H.264 level 5.1 allows. */
  public static final int MAX_PIXELS = 9_437_184;

  /** The longest clip. */
  public static final Duration MAX_DURATION = Duration.ofMinutes(2);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a side is odd or out of range, or the duration is out of range
   */
  public VideoSpec {
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(prompt, "prompt");
    if (width < 16 || width > MAX_SIDE || height < 16 || height > MAX_SIDE || width * height > MAX_PIXELS) {
      throw new IllegalArgumentException("A frame is 16 to " + MAX_SIDE + " pixels wide and high and has at most "
          + MAX_PIXELS + " pixels, not " + width + "×" + height);
    }
    if ((width | height) % 2 != 0) {
      throw new IllegalArgumentException("The sides of a frame are even, not " + width + "×" + height);
    }
    if (duration.toMillis() < 1 || duration.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException("A clip lasts 1 ms to " + MAX_DURATION + ", not " + duration);
    }
  }
}
