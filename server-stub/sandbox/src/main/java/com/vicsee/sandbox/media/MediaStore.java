package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.Expiring;
import com.vicsee.sandbox.database.Identifiers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results as bytes. A result is kept as its drawing; the bytes are drawn into the media folder when they are first needed, and drawn again if the folder
 * was emptied, with the same outcome.
 */
@Repository
public class MediaStore implements Expiring {
  /** A file that nobody has asked for in so long makes room; it is drawn again for whoever does. */
  private static final Duration UNUSED = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final MediaFolder folder;
  private final PublicUrls urls;
  private final Renderer renderer;

  MediaStore(JdbcClient jdbc, JsonMapper json, MediaFolder folder, PublicUrls urls, Renderer renderer) {
    this.jdbc = jdbc;
    this.json = json;
    this.folder = folder;
    this.urls = urls;
    this.renderer = renderer;
  }

  /**
   * A piece of a result.
   *
   * @param id the secret part of its URL
   * @param title the title of a song; null for others
   */
  public record Medium(String id, Drawing drawing, @Nullable String title) {
    /** Makes a new piece, which nobody knows of yet. */
    public static Medium of(Drawing drawing, @Nullable String title) {
      return new Medium(Identifiers.next("med"), drawing, title);
    }

    public String contentType() {
      return drawing.kind().contentType();
    }

    public double seconds() {
      return drawing.seconds();
    }

    /** Returns the name of the file, under which it can be read. */
    public String fileName() {
      return id + '.' + drawing.kind().extension();
    }
  }

  /** Adds a piece to the result of a task. */
  public void keep(String taskId, int position, Medium medium) {
    jdbc.sql("insert into media (id, task_id, position, content_type, title, specification) values (?, ?, ?, ?, ?, ?)")
        .params(medium.id(), taskId, position, medium.contentType(), medium.title(), json.writeValueAsString(medium.drawing()))
        .update();
  }

  /** Returns the pieces of a result, in their order. */
  public List<Medium> ofTask(String taskId) {
    return jdbc.sql("select id, specification, title from media where task_id = ? order by position")
        .param(taskId)
        .query((row, n) -> new Medium(row.getString(1), json.readValue(row.getString(2), Drawing.class), row.getString(3)))
        .list();
  }

  /** Returns the piece with this name of a file. */
  public Optional<Medium> byFileName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    return jdbc.sql("select id, specification, title from media where id = ?")
        .param(fileName.substring(0, dot))
        .query((row, n) -> new Medium(row.getString(1), json.readValue(row.getString(2), Drawing.class), row.getString(3)))
        .optional()
        .filter(medium -> medium.fileName().equals(fileName));
  }

  /** Returns the file with the bytes, and draws it first if it is not there. */
  public Path file(Medium medium) throws IOException {
    return drawn(medium.fileName(), medium.drawing());
  }

  /** Takes back the bytes of a piece that did not become part of a result. */
  public void discard(Medium medium) {
    try {
      Files.deleteIfExists(folder.results().resolve(medium.fileName()));
    } catch (IOException e) {
      // It is removed when nobody has asked for it for long.
    }
  }

  /** Returns the file of a drawing under a name, and draws it first if it is not there. Two who come at once may both draw; the bytes are the same. */
  Path drawn(String fileName, Drawing drawing) throws IOException {
    Path file = folder.results().resolve(fileName);
    if (!MediaFolder.use(file)) {
      Path draft = MediaFolder.draft(folder.results());
      try {
        renderer.render(drawing, draft);
        MediaFolder.keep(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    }
    return file;
  }

  @Override
  public void removeFiles() throws IOException {
    for (Path file : MediaFolder.sweep(folder.results())) {
      if (MediaFolder.isUnused(file, UNUSED)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Returns where a piece can be read without a key. */
  public URI url(Medium medium) {
    return urls.of("/media/" + medium.fileName());
  }
}
