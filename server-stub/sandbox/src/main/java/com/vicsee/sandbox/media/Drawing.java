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

  /** A format of result, with its media type and its usual extension. */
  public enum Kind {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    MP4("video/mp4", "mp4"),
    MP3("audio/mpeg", "mp3");

    private final String contentType;
    private final String extension;

    Kind(String contentType, String extension) {
      this.contentType = contentType;
      this.extension = extension;
    }

    public String contentType() {
      return contentType;
    }

    public String extension() {
      return extension;
    }
  }
}
