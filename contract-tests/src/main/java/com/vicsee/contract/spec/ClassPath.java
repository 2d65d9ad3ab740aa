package com.vicsee.contract.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files beside a class, in a folder or in a jar. */
public final class ClassPath {

  private final Class<?> beside;

  private ClassPath(Class<?> beside) {
    this.beside = beside;
  }

  /** Looks beside a class. */
  public static ClassPath of(Class<?> beside) {
    return new ClassPath(beside);
  }

  /** The names of the files with an ending, sorted. */
  public List<String> list(String ending) {
    return list("", ending);
  }

  /** The names of the files with an ending in a folder, sorted. */
  public List<String> list(String folder, String ending) {
    String inside = beside.getPackageName().replace('.', '/') + '/' + folder;
    try {
      Path place = Path.of(beside.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return names(place.resolve(inside), ending);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return names(jar.getPath(inside), ending);
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(beside + " is nowhere", e);
    } catch (IOException e) {
      throw new UncheckedIOException(inside + " cannot be listed", e);
    }
  }

  /** The text of a file. */
  public String read(String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not beside " + beside);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static List<String> names(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(ending)).sorted().toList();
    }
  }
}
