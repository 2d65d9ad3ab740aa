package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.media.Content;
import com.vicsee.sandbox.media.Drawing;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A piece of a result.
 *
 * @param main the image, the video or the song
 * @param title the title of a song; empty for other media
 * @param cover the cover of a song; empty for other media
 */
public record Output(Content main, Optional<String> title, Optional<Content> cover) {
  /** Makes an image or a video. */
  public static Output of(Content main) {
    return new Output(main, Optional.empty(), Optional.empty());
  }

  /** Makes an image or a video from bytes, of a content type as {@code image/png}. */
  public static Output of(byte[] bytes, String contentType) {
    return of(new Content.Bytes(bytes, contentType));
  }

  /** Makes an image or a video from a file. The sandbox copies the file when the task completes. */
  public static Output of(Path file) {
    return of(new Content.LocalFile(file));
  }

  /** Makes an image or a video from a URL. The sandbox downloads it when the task completes. */
  public static Output of(URI url) {
    return of(new Content.Download(url));
  }

  /** Makes an image or a video that the sandbox draws. */
  public static Output of(Drawing drawing) {
    return of(new Content.Drawn(drawing));
  }

  /** Makes a song. */
  public static Output song(Content audio, String title, Content cover) {
    return new Output(audio, Optional.of(title), Optional.of(cover));
  }
}
