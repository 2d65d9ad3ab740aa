package com.vicsee.client.price;

import java.time.Duration;

/**
 * What a price may depend on besides the request: the media that its URLs lead to. The client does not look at them;
 * the caller says it.
 *
 * @param duration the length of all video inputs together; zero when there are none
 * @param pixels the width times the height of the image input; zero when there is none
 */
public record InputMedia(Duration duration, long pixels) {

  private static final InputMedia NONE = new InputMedia(Duration.ZERO, 0);

  /** Checks the values. */
  public InputMedia {
    if (duration.isNegative() || pixels < 0) {
      throw new IllegalArgumentException("a length or a size must not be negative");
    }
  }

  /** Returns no media, which is enough for most prices. */
  public static InputMedia none() {
    return NONE;
  }

  /** Returns videos of this length together. */
  public static InputMedia ofVideo(Duration duration) {
    return new InputMedia(duration, 0);
  }

  /** Returns an image of this size, in pixels. */
  public static InputMedia ofImage(long width, long height) {
    return new InputMedia(Duration.ZERO, Math.multiplyExact(width, height));
  }
}
