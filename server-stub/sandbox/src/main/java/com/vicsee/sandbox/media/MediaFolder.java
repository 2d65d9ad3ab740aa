package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.DataDirectory;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The folder of bytes: results and uploads. A temporary one, emptied on shutdown, unless {@code vicsee.data-dir} names another. */
@Component
public final class MediaFolder implements DisposableBean {
  /** What a killed process has left is older than this; nothing that is being written is. */
  private static final Duration LEFT = Duration.ofDays(1);

  /** In bytes, on a disk that has ten times as much, or a tenth. */
  private static final long LEFT_TO_OTHERS = 64L << 20;

  /** How precisely the last use of a file is known. */
  private static final Duration TOUCHED = Duration.ofMinutes(1);

  private static final String DRAFT = ".tmp";
  /** The times of files are those of the machine, wherever the clock of the API stands. */
  private static final Clock MACHINE = Clock.systemUTC();

  private final Path root;
  private final Path drawings;
  private final boolean temporary;

  MediaFolder(
      @Value("${" + DataDirectory.PROPERTY + ":}") String dataDir,
      @Value("${vicsee.sandbox.drawings-dir:}") String drawingsDir) throws IOException {
    temporary = dataDir.isEmpty();
    root = temporary ? Files.createTempDirectory("vicsee-media") : Path.of(dataDir, "media");
    drawings = drawingsDir.isEmpty() ? root.resolve("drawings") : Path.of(drawingsDir);
    Files.createDirectories(results());
    Files.createDirectories(drawings());
    Files.createDirectories(uploads());
  }

  Path results() {
    return root.resolve("results");
  }

  /** The files that can be made again. Several sandboxes may share them. */
  Path drawings() {
    return drawings;
  }

  Path uploads() {
    return root.resolve("uploads");
  }

  /**
   * Makes an empty file in one of the folders, to be moved to its name when it is whole.
   *
   * @throws FileSystemException if there is no room, or only what is left to the database: without that nothing could be answered
   */
  static Path draft(Path folder) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    if (!hasRoom(disk.getUsableSpace(), disk.getTotalSpace())) {
      throw new FileSystemException(folder.toString(), null, "no room is left but for the database");
    }
    return Files.createTempFile(folder, "draft", DRAFT);
  }

  static boolean hasRoom(long usableBytes, long totalBytes) {
    return usableBytes >= Math.min(LEFT_TO_OTHERS, totalBytes / 10);
  }

  /** Gives a draft its name, and takes the place of what had it. */
  static void replace(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the files of a folder, but not drafts; those that nobody can be writing any more are deleted. */
  static List<Path> sweep(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        if (isDraft(file) && isAbandoned(file)) {
          Files.deleteIfExists(file);
        }
      }
      return all.stream().filter(file -> !isDraft(file)).toList();
    }
  }

  private static boolean isDraft(Path file) {
    return file.getFileName().toString().endsWith(DRAFT);
  }

  /** Tells whether a file is so old that its writer has finished. */
  static boolean isAbandoned(Path file) throws IOException {
    return isUnused(file, LEFT);
  }

  /** Tells whether a file has not been written, nor been asked for by {@link #use}, for so long. */
  static boolean isUnused(Path file, Duration time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(MACHINE.instant().minus(time));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Tells whether a file is there, and keeps it from being taken for one that nobody needs. */
  static boolean use(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    if (isUnused(file, TOUCHED)) {
      touch(file);
    }
    return true;
  }

  /** Returns the size of a file in bytes; 0 if it is gone. */
  static long size(Path file) {
    return file.toFile().length();
  }

  /** Returns when a file was written or asked for by {@link #use}, to the minute, in milliseconds since 1970; 0 if it is gone. */
  static long lastUse(Path file) {
    return file.toFile().lastModified();
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(MACHINE.instant()));
    } catch (IOException e) {
      // In a folder in which nothing can be changed nothing is deleted either.
    }
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
