package com.example.folder;

import com.vicsee.sandbox.generation.GenerationProvider;
import com.vicsee.sandbox.generation.Input;
import com.vicsee.sandbox.generation.Output;
import com.vicsee.sandbox.generation.ProviderException;
import com.vicsee.sandbox.generation.Specification;
import com.vicsee.sandbox.media.Content.LocalFile;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * Answers each generation with a file of a folder: {@code MODEL.png} or {@code MODEL.mp4}; for music {@code MODEL.mp3}, with {@code MODEL.png} as the cover.
 * Start the sandbox with {@code --folder-provider.folder=DIR}.
 */
@AutoConfiguration
@ConditionalOnProperty("folder-provider.folder")
public class FolderProvider implements GenerationProvider {
  private final Path folder;

  FolderProvider(@Value("${folder-provider.folder}") Path folder) {
    this.folder = folder;
  }

  /** Without a file for the model, the caller gets a 502 and pays nothing. */
  @Override
  public void accept(Specification specification, List<Input> inputs) {
    if (!Files.exists(main(specification))) {
      throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
    }
  }

  @Override
  public Progress advance(Generation generation) {
    Specification specification = generation.specification();
    Path main = main(specification);
    if (!Files.exists(main)) {
      return new Failed(TaskFailure.generic());
    }
    if (specification.mediaType() != MediaType.MUSIC) {
      return new Done(List.of(Output.of(main)));
    }
    LocalFile cover = new LocalFile(folder.resolve(specification.model() + ".png"));
    return new Done(List.of(
        Output.song(new LocalFile(main), "First take", cover),
        Output.song(new LocalFile(main), "Second take", cover)));
  }

  private Path main(Specification specification) {
    String extension = switch (specification.mediaType()) {
      case IMAGE -> ".png";
      case VIDEO -> ".mp4";
      case MUSIC -> ".mp3";
    };
    return folder.resolve(specification.model() + extension);
  }
}
