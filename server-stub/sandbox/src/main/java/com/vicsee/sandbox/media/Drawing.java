package com.vicsee.sandbox.media;

/**
 * A picture, a clip or a song to draw. The same drawing always gives the same bytes.
 *
 * @param kind the format
 * @param prompt the words in the picture, and the seed of everything else
 * @param width in pixels; 0 for audio
 * @param height in pixels; 0 for audio
 * @param seconds the length; 0 for images
 * @param index tells two songs of one prompt apart; 0 for others
 */
public record Drawing(Kind kind, String prompt, int width, int height, double seconds, int index) {
  /** Returns whether its size and length are within the limits of the renderers. */
  public boolean canBeDrawn() {
    return Renderer.takes(this);
  }

  /** A format of result, with its media type. */
  public enum Kind {
    PNG("image/png"),
    JPEG("image/jpeg"),
    MP4("video/mp4"),
    MP3("audio/mpeg");

    private final String contentType;

    Kind(String contentType) {
      this.contentType = contentType;
    }

    public String contentType() {
      return contentType;
    }
  }
}
