package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.generation.GenerationProvider.Done;
import com.vicsee.sandbox.media.Content;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.MediaStore.Medium;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.server.model.InputMediaType;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.Song;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the pieces of a result from what the provider returned. */
@Component
class Results {
  private static final int MAX_TITLE = maxTitle();

  private final MediaStore media;

  Results(MediaStore media) {
    this.media = media;
  }

  /** Returns whether a result has files to save, which takes time. A drawing has none yet. */
  static boolean hasFiles(Done done) {
    return done.outputs().stream().anyMatch(output -> output.main() instanceof Content.Stored || output.cover().filter(Content.Stored.class::isInstance).isPresent());
  }

  /**
   * Makes the pieces and their files, before the task completes, so that a task never completes without its files.
   *
   * @throws IllegalArgumentException if the provider returned what the contract does not allow
   */
  List<Medium> create(TaskRecord task, double seconds, Done done) {
    String type = task.mediaType() == MediaType.MUSIC ? InputMediaType.AUDIO.getValue() : task.mediaType().getValue();
    List<Medium> pieces = new ArrayList<>();
    try {
      for (Output output : done.outputs()) {
        pieces.add(create(output.main(), type, output.title().orElse(null), seconds));
        output.cover().ifPresent(cover -> pieces.add(create(cover, InputMediaType.IMAGE.getValue(), null, 0)));
      }
      return pieces;
    } catch (RuntimeException | Error e) {
      discard(pieces);
      throw e;
    }
  }

  /** Deletes the files of pieces that did not become a result. */
  void discard(List<Medium> pieces) {
    pieces.forEach(media::discard);
  }

  private Medium create(Content content, String type, @Nullable String title, double seconds) {
    if (title != null && (title.isEmpty() || title.codePointCount(0, title.length()) > MAX_TITLE)) {
      throw new IllegalArgumentException("the title of a song must have 1 to " + MAX_TITLE + " characters; received " + title.length());
    }
    try {
      return media.create(content, type, title, seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In code points, from the contract; the database counts in other units. */
  private static int maxTitle() {
    try {
      return Song.class.getMethod("getTitle").getAnnotation(Size.class).max();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a generated song has a title", e);
    }
  }
}
