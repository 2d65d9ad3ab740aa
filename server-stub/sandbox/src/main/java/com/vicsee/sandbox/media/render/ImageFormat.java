package com.vicsee.sandbox.media.render;

/** The formats that {@link ImageRenderer} writes. */
public enum ImageFormat {
  /** Lossless; drawn and compressed strip by strip, so that memory does not grow with the height. */
  PNG("image/png", "png", 100_000_000),
  /** Lossy; the encoder of the JDK needs the whole picture in memory, three bytes a pixel. */
  JPEG("image/jpeg", "jpg", 25_000_000);

  private final String contentType;
  private final String extension;
  private final long maxPixels;

  ImageFormat(String contentType, String extension, long maxPixels) {
    this.contentType = contentType;
    this.extension = extension;
    this.maxPixels = maxPixels;
  }

  /** Returns the media type, for example {@code image/png}. */
  public String contentType() {
    return contentType;
  }

  /** Returns the usual file name extension, without a dot. */
  public String extension() {
    return extension;
  }

  /** Returns how many pixels a picture of this format may have at most. */
  public long maxPixels() {
    return maxPixels;
  }
}
