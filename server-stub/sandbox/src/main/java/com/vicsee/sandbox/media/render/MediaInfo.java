package com.vicsee.sandbox.media.render;

import java.time.Duration;

/** What {@link MediaProbe} found out about a file. */
public sealed interface MediaInfo {
  /** Returns the media type that the bytes show, whatever their name or header said; for example {@code image/webp}. */
  String contentType();

  /** Returns the width in pixels, at least 1. */
  int width();

  /** Returns the height in pixels, at least 1. */
  int height();

  /**
   * A picture, or the canvas of an animation.
   *
   * @param contentType image/png, image/jpeg, image/gif, image/webp, image/heic, image/heif or image/avif
   * @param width of the stored pixels, before any rotation that the file asks for
   * @param height likewise
   */
  record Image(String contentType, int width, int height) implements MediaInfo {
  }

  /**
   * A clip.
   *
   * @param contentType video/mp4, video/quicktime or video/webm
   * @param width as shown, after the rotation by a quarter turn that phones ask for
   * @param height likewise
   * @param duration more than zero, as the file states it
   */
  record Video(String contentType, int width, int height, Duration duration) implements MediaInfo {
  }
}
