package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.Expiring;
import com.vicsee.sandbox.database.Identifiers;
import com.vicsee.sandbox.database.Sha256;
import com.vicsee.server.model.UploadType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results. A drawn result is saved as its drawing, and is rendered when its bytes are first needed. Any other result is a file of the media folder; an instance
 * that does not have the file takes it from the {@link Archive}.
 */
@Repository
public class MediaStore implements Expiring {
  /** The path below which results are read. */
  public static final String PATH = "/media/";

  /** A file without a result is deleted after so long. */
  private static final Duration UNUSED = Duration.ofDays(7);

  private static final String SELECT = "select id, content_type, title, seconds, specification from media ";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final JsonMapper json;
  private final MediaFolder folder;
  private final MediaUrls urls;
  private final Drawings drawings;
  private final Archive archive;

  MediaStore(
      JdbcClient jdbc,
      JdbcTemplate batches,
      JsonMapper json,
      MediaFolder folder,
      MediaUrls urls,
      Drawings drawings,
      @Qualifier("resultArchive") Archive archive) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.json = json;
    this.folder = folder;
    this.urls = urls;
    this.drawings = drawings;
    this.archive = archive;
  }

  /**
   * A piece of a result.
   *
   * @param id the secret part of its URL
   * @param title the title of a song; null for other media
   * @param seconds the length; 0 for images
   * @param drawing what to draw; null for a file
   */
  public record Medium(String id, String contentType, @Nullable String title, double seconds, @Nullable Drawing drawing) {
    /** Makes a new piece that is drawn. */
    public static Medium of(Drawing drawing, @Nullable String title) {
      return new Medium(Identifiers.next("med"), drawing.kind().contentType(), title, drawing.seconds(), drawing);
    }

    /** Returns the name of the file in the URL. */
    public String fileName() {
      return id + '.' + extension();
    }

    private String extension() {
      return UploadType.of(contentType).orElseThrow().extension();
    }
  }

  /**
   * Makes a piece, and its file unless it is drawn. It belongs to no result until it is {@linkplain #save saved}.
   *
   * @param seconds the length, unless it is drawn
   * @throws IllegalArgumentException if the content is not of this type, or of no content type of the contract, or cannot be drawn
   */
  public Medium create(Content content, String type, @Nullable String title, double seconds) throws IOException {
    if (content instanceof Content.Drawn drawn) {
      if (!drawn.drawing().canBeDrawn()) {
        throw new IllegalArgumentException("the provider must return a drawing that can be drawn; received " + drawn.drawing());
      }
      return Medium.of(drawn.drawing(), title);
    }
    Path draft = MediaFolder.draft(folder.results());
    try (MediaStream source = ((Content.Stored) content).open()) {
      String contentType = source.contentType().filter(it -> UploadType.of(it).filter(known -> known.mediaType().equals(type)).isPresent())
          .orElseThrow(() -> new IllegalArgumentException("the provider must return " + type + "; received " + source.contentType().orElse("an unknown type")));
      Medium medium = new Medium(Identifiers.next("med"), contentType, title, seconds, null);
      Files.copy(source.bytes(), draft, StandardCopyOption.REPLACE_EXISTING);
      MediaFolder.replace(draft, folder.results().resolve(medium.fileName()));
      return medium;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Adds pieces to results, in the transaction of the caller.
   *
   * @param results the pieces by the ids of their tasks
   */
  public void save(Map<String, List<Medium>> results) {
    List<Object[]> rows = new ArrayList<>();
    results.forEach((task, pieces) -> {
      for (int position = 0; position < pieces.size(); position++) {
        Medium medium = pieces.get(position);
        String drawing = medium.drawing() == null ? null : json.writeValueAsString(medium.drawing());
        rows.add(new Object[] {medium.id(), task, position, medium.contentType(), medium.title(), medium.seconds(), drawing});
      }
    });
    batches.batchUpdate("insert into media (id, task_id, position, content_type, title, seconds, specification) values (?, ?, ?, ?, ?, ?, ?)", rows);
    results.values().stream().flatMap(List::stream).filter(medium -> medium.drawing() == null).forEach(this::archive);
  }

  private void archive(Medium medium) {
    try {
      archive.save(medium.id(), folder.results().resolve(medium.fileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the pieces of a result, in their order. */
  public List<Medium> ofTask(String taskId) {
    return jdbc.sql(SELECT + "where task_id = ? order by position")
        .param(taskId)
        .query(this::read)
        .list();
  }

  /** Returns the piece with this name of a file. */
  public Optional<Medium> byFileName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    return jdbc.sql(SELECT + "where id = ?")
        .param(fileName.substring(0, dot))
        .query(this::read)
        .optional()
        .filter(medium -> medium.fileName().equals(fileName));
  }

  private Medium read(ResultSet row, int number) throws SQLException {
    String specification = row.getString(5);
    Drawing drawing = specification == null ? null : json.readValue(specification, Drawing.class);
    return new Medium(row.getString(1), row.getString(2), row.getString(3), drawing == null ? row.getDouble(4) : drawing.seconds(), drawing);
  }

  /** Returns the file with the bytes. If it is not there, it is rendered or taken from the archive first. */
  public Path file(Medium medium) throws IOException {
    Drawing drawing = medium.drawing();
    if (drawing != null) {
      // Results with the same drawing share its file.
      return drawings.file(Sha256.hex(drawing.toString()) + '.' + medium.extension(), drawing);
    }
    Path file = folder.results().resolve(medium.fileName());
    if (!MediaFolder.use(file) && !archive.restore(medium.id(), file)) {
      throw new NoSuchFileException(file.toString());
    }
    return file;
  }

  /** Deletes the file of a piece that did not become part of a result. */
  public void discard(Medium medium) {
    try {
      Files.deleteIfExists(folder.results().resolve(medium.fileName()));
    } catch (IOException e) {
      // The purge deletes it later.
    }
  }

  /** Returns the file of a drawing that is no result. */
  Path drawn(String fileName, Drawing drawing) throws IOException {
    return drawings.file(fileName, drawing);
  }

  @Override
  public void removeFiles() throws IOException {
    for (Path file : MediaFolder.sweep(folder.results())) {
      if (MediaFolder.isUnused(file, UNUSED) && byFileName(file.getFileName().toString()).filter(it -> it.drawing() == null).isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Returns the URL of a piece. It needs no key. */
  public URI url(Medium medium) {
    return urls.of(PATH + medium.fileName());
  }
}
