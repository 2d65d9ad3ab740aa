package com.vicsee.server.media;

import com.vicsee.server.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The folder of bytes: results and uploads. A temporary one, emptied on shutdown, unless {@code vicsee.data-dir} names another. */
@Component
public final class MediaFolder implements DisposableBean {
  private final Path root;
  private final boolean temporary;

  MediaFolder(@Value("${" + DataDirectory.PROPERTY + ":}") String dataDir) throws IOException {
    temporary = dataDir.isEmpty();
    root = temporary ? Files.createTempDirectory("vicsee-media") : Path.of(dataDir, "media");
    Files.createDirectories(results());
    Files.createDirectories(uploads());
  }

  Path results() {
    return root.resolve("results");
  }

  Path uploads() {
    return root.resolve("uploads");
  }

  @Override
  public void destroy() throws IOException {
    if (temporary) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
