package com.vicsee.client.price;

import com.vicsee.client.value.Values;
import java.time.Duration;

/**
 * What a price may depend on besides the request: the media that its URLs lead to. The client does not look at them;
 * the caller says it.
 */
public final class InputMedia {

  private static final InputMedia NONE = new InputMedia(Duration.ZERO, 0);

  private final Duration duration;
  private final long pixels;

  private InputMedia(Duration duration, long pixels) {
    this.duration = Values.notNegative("duration", duration);
    this.pixels = pixels;
    Values.check(pixels >= 0, "pixels must not be negative", pixels);
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

  /** Returns the length of all video inputs together; zero when there are none. */
  public Duration duration() {
    return duration;
  }

  /** Returns the width times the height of the image input; zero when there is none. */
  public long pixels() {
    return pixels;
  }

  @Override
  public String toString() {
    return "InputMedia[duration=" + duration + ", pixels=" + pixels + "]";
  }
}
