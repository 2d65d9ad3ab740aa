package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.Expiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Removes uploads. One whose bytes have not come in time is refused whether its row is there or not. The contract keeps the others "for a limited time", which is
 * {@code vicsee.upload-retention} after they had to be there, 7 days by default; then they are as those that never were.
 */
@Repository
class ExpiredUploads implements Expiring {
  private static final int AT_ONCE = 200;

  private final JdbcClient jdbc;
  private final MediaFolder folder;
  private final Duration retention;

  ExpiredUploads(JdbcClient jdbc, MediaFolder folder, @Value("${vicsee.upload-retention:7d}") Duration retention) {
    this.jdbc = jdbc;
    this.folder = folder;
    this.retention = retention;
  }

  /** A caller who is sending the bytes of an upload holds the lock of its row, so that it stays. */
  @Override
  public int removeRows(Instant before, int most) {
    List<String> keys = jdbc.sql(
            """
            select id from uploads where expires_at < ? and (stored_at is null or expires_at < ?)
            order by expires_at fetch first ? rows only for update skip locked
            """)
        .params(before.toEpochMilli(), before.minus(retention).toEpochMilli(), most)
        .query(String.class)
        .list();
    if (!keys.isEmpty()) {
      jdbc.sql("delete from upload_parts where upload_id in (:keys)").param("keys", keys).update();
      jdbc.sql("delete from uploads where id in (:keys)").param("keys", keys).update();
    }
    return keys.size();
  }

  /** A file comes after its row, and a key is never used again; so one without a row, or of bytes that were sent before others, is read no more. */
  @Override
  public void removeFiles() throws IOException {
    List<Path> files = MediaFolder.sweep(folder.uploads());
    for (int i = 0; i < files.size(); i += AT_ONCE) {
      removeFiles(files.subList(i, Math.min(files.size(), i + AT_ONCE)));
    }
  }

  private void removeFiles(List<Path> files) throws IOException {
    Map<String, String> current = jdbc.sql("select id, stored_at from uploads where id in (:keys)")
        .param("keys", files.stream().map(ExpiredUploads::keyOf).distinct().toList())
        .query((row, n) -> Map.entry(row.getString(1), row.getString(1) + '.' + row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    for (Path file : files) {
      String name = current.get(keyOf(file));
      boolean isOver = name == null
          ? MediaFolder.isUnused(file, retention)
          : !name.equals(file.getFileName().toString()) && MediaFolder.isAbandoned(file);
      if (isOver) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String keyOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
