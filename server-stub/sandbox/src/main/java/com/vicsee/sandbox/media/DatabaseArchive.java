package com.vicsee.sandbox.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Saves files in a table of the database that the instances share, in parts, so that no file is in memory as a whole. */
final class DatabaseArchive implements Archive {
  private static final int PART = 1024 * 1024;

  private final JdbcClient jdbc;
  private final String table;
  private final String keyColumn;

  DatabaseArchive(JdbcClient jdbc, String table, String keyColumn) {
    this.jdbc = jdbc;
    this.table = table;
    this.keyColumn = keyColumn;
  }

  @Override
  public void save(String key, Path file) throws IOException {
    jdbc.sql("delete from " + table + " where " + keyColumn + " = ?").param(key).update();
    try (InputStream bytes = Files.newInputStream(file)) {
      int position = 0;
      for (byte[] part = bytes.readNBytes(PART); part.length > 0; part = bytes.readNBytes(PART)) {
        jdbc.sql("insert into " + table + " (" + keyColumn + ", position, content) values (?, ?, ?)").params(key, position++, part).update();
      }
    }
  }

  @Override
  public boolean restore(String key, Path file) throws IOException {
    Path draft = MediaFolder.draft(file.getParent());
    try {
      int position = 0;
      try (OutputStream out = Files.newOutputStream(draft)) {
        for (Optional<byte[]> part = part(key, position); part.isPresent(); part = part(key, ++position)) {
          out.write(part.get());
        }
      }
      if (position > 0) {
        MediaFolder.replace(draft, file);
      }
      return position > 0;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private Optional<byte[]> part(String key, int position) {
    return jdbc.sql("select content from " + table + " where " + keyColumn + " = ? and position = ?")
        .params(key, position)
        .query((row, n) -> row.getBytes(1))
        .optional();
  }
}
