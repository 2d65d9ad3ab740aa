package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.media.Drawing;
import java.util.Optional;

/**
 * A piece of a result.
 *
 * @param main what is looked at or listened to
 * @param title the title of a song; empty for others
 * @param cover the cover of a song; empty for others
 */
public record Output(Drawing main, Optional<String> title, Optional<Drawing> cover) {
  /** Makes the output of an image or a video. */
  public static Output of(Drawing main) {
    return new Output(main, Optional.empty(), Optional.empty());
  }

  /** Makes the output of a song. */
  public static Output song(Drawing audio, String title, Drawing cover) {
    return new Output(audio, Optional.of(title), Optional.of(cover));
  }
}
