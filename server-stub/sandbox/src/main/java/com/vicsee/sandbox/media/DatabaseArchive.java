package com.vicsee.sandbox.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps uploads in the database that the instances share, in parts, so that none is ever in memory as a whole. */
final class DatabaseArchive implements UploadArchive {
  private static final int PART = 1024 * 1024;

  private final JdbcClient jdbc;

  DatabaseArchive(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(String key, Path file) throws IOException {
    jdbc.sql("delete from upload_parts where upload_id = ?").param(key).update();
    try (InputStream bytes = Files.newInputStream(file)) {
      int position = 0;
      for (byte[] part = bytes.readNBytes(PART); part.length > 0; part = bytes.readNBytes(PART)) {
        jdbc.sql("insert into upload_parts (upload_id, position, content) values (?, ?, ?)").params(key, position++, part).update();
      }
    }
  }

  @Override
  public boolean restore(String key, Path target) throws IOException {
    int position = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (Optional<byte[]> part = part(key, position); part.isPresent(); part = part(key, ++position)) {
        out.write(part.get());
      }
    }
    return position > 0;
  }

  private Optional<byte[]> part(String key, int position) {
    return jdbc.sql("select content from upload_parts where upload_id = ? and position = ?")
        .params(key, position)
        .query((row, n) -> row.getBytes(1))
        .optional();
  }
}
