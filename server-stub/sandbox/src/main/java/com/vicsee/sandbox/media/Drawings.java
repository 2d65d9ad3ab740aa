package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.Expiring;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The files of drawings. A file is rendered when it is first needed, once for all that wait for it, and appears under its name when it is complete. The same
 * drawing gives the same bytes, so any file can be deleted and rendered again.
 */
@Component
class Drawings implements Expiring {
  /** Rendering needs a processor, and memory for a few frames. */
  private static final int MAX_RENDERING = 2;
  /** Half of the threads that requests have, so that the others still get one. */
  private static final int MAX_WAITING = 100;
  private static final Duration UNUSED = Duration.ofDays(7);
  /** A slow reader has received the largest file by then. */
  private static final Duration READING = Duration.ofMinutes(10);

  private final MediaFolder folder;
  private final Renderer renderer;
  private final long maxBytes;
  private final Semaphore rendering = new Semaphore(MAX_RENDERING);
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final Map<String, FutureTask<Path>> underWay = new ConcurrentHashMap<>();
  /** What the files take; negative before they were counted. */
  private long bytes = -1;

  @Autowired
  Drawings(MediaFolder folder, @Value("${vicsee.sandbox.max-drawings:1GB}") DataSize limit) {
    this(folder, new Renderer(), limit);
  }

  /**
   * Makes files by another renderer.
   *
   * @param limit how much space the files may take; then those that were not read for longest are deleted
   */
  Drawings(MediaFolder folder, Renderer renderer, DataSize limit) {
    this.folder = folder;
    this.renderer = renderer;
    this.maxBytes = limit.toBytes();
  }

  /**
   * Returns the file of a drawing, and renders it first if it is not there.
   *
   * @throws IOException if it cannot be rendered now; a later call may succeed
   */
  Path file(String name, Drawing drawing) throws IOException {
    Path file = folder.drawings().resolve(name);
    if (MediaFolder.use(file)) {
      return file;
    }
    if (!waiting.tryAcquire()) {
      throw new IOException("too many requests wait for drawings");
    }
    try {
      return render(name, drawing, file);
    } finally {
      waiting.release();
    }
  }

  private Path render(String name, Drawing drawing, Path file) throws IOException {
    FutureTask<Path> task = new FutureTask<>(() -> render(drawing, file));
    FutureTask<Path> first = underWay.putIfAbsent(name, task);
    try {
      if (first != null) {
        return first.get();
      }
      task.run();
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("a drawing failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      underWay.remove(name, task);
    }
  }

  private Path render(Drawing drawing, Path file) throws IOException, InterruptedException {
    rendering.acquire();
    try {
      // Another thread may have finished it since.
      if (MediaFolder.use(file)) {
        return file;
      }
      Path draft = MediaFolder.draft(folder.drawings());
      try {
        renderer.render(drawing, draft);
        MediaFolder.replace(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
      count(file);
      return file;
    } finally {
      rendering.release();
    }
  }

  /** Counts a new file. Above the limit the files that were not read for longest are deleted, except those that may be on their way to a reader. */
  private synchronized void count(Path file) throws IOException {
    if (bytes >= 0) {
      bytes += Files.size(file);
    }
    if (bytes >= 0 && bytes <= maxBytes) {
      return;
    }
    List<Path> files = MediaFolder.sweep(folder.drawings());
    bytes = files.stream().mapToLong(MediaFolder::size).sum();
    for (Path old : files.stream().sorted(Comparator.comparing(MediaFolder::lastUse)).toList()) {
      if (bytes <= maxBytes - maxBytes / 10 || !MediaFolder.isUnused(old, READING)) {
        return;
      }
      bytes -= MediaFolder.size(old);
      Files.deleteIfExists(old);
    }
  }

  @Override
  public void removeFiles() throws IOException {
    for (Path file : MediaFolder.sweep(folder.drawings())) {
      if (MediaFolder.isUnused(file, UNUSED)) {
        Files.deleteIfExists(file);
      }
    }
  }
}
