package com.vicsee.sandbox.media.render;

import java.util.Objects;

/**
 * A picture to draw.
 *
 * @param width in pixels, 1 to {@value #MAX_SIDE}
 * @param height in pixels, 1 to {@value #MAX_SIDE}; width × height is at most {@link ImageFormat#maxPixels()}
 * @param format how to encode it
 * @param prompt what to write on it; any text of any length, even malformed UTF-16
 */
public record ImageSpec(int width, int height, ImageFormat format, String prompt) {
  /** The longest side of a picture, in pixels. */
  public static final int MAX_SIDE = 16_384;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a side or the area is out of range
   */
  public ImageSpec {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(prompt, "prompt");
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "An image is 1 to " + MAX_SIDE + " pixels wide and high, not " + width + "×" + height);
    }
    if ((long) width * height > format.maxPixels()) {
      throw new IllegalArgumentException(
          "A " + format + " has at most " + format.maxPixels() + " pixels, not " + width + "×" + height);
    }
  }
}
