package com.vicsee.sandbox.media.render;

/** The formats that {@link ImageRenderer} writes. */
public enum ImageFormat {
  /** Lossless; drawn and compressed strip by strip, so that memory does not grow with the height. */
  PNG(100_000_000),
  /** Lossy; the encoder of the JDK needs the whole picture in memory, three bytes a pixel. */
  JPEG(25_000_000);

  private final long maxPixels;

  ImageFormat(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /** Returns how many pixels a picture of this format may have at most. */
  public long maxPixels() {
    return maxPixels;
  }
}
