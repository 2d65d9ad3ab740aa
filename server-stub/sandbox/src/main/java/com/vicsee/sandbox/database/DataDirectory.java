package com.vicsee.sandbox.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the place of the data: a temporary file, or the folder {@code vicsee.data-dir}. A {@code spring.datasource.url}, as for PostgreSQL, overrides both.
 *
 * <p>In memory, a task would need 2 KB of the heap for as long as the process runs.
 */
public final class DataDirectory implements EnvironmentPostProcessor {
  /** The folder for the database, the media and the signing secret. Without it, all data is lost when the process ends. */
  public static final String PROPERTY = "vicsee.data-dir";

  /** Tells a database of this process only from one that outlives it. */
  static final String TEMPORARY = "vicsee.database.temporary";

  /** Each connection keeps its prepared statements; by default it would keep 8 of them. Spring closes the database, not H2's own hook. */
  private static final String COMMON = ";QUERY_CACHE_SIZE=100;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

  /** Commits are written some seconds later, many at once, because nothing has to survive. The cache is 16 MB of the heap. */
  private static final String IN_TEMPORARY_FILE =
      "jdbc:h2:file:%s;WRITE_DELAY=5000;RETENTION_TIME=1000;AUTO_COMPACT_FILL_RATE=40;CACHE_SIZE=16384" + COMMON;
  /**
   * With a delay of 0, H2 writes each commit before it returns, so a killed process loses none. Obsolete chunks stay for 5 s instead of 45; {@link DatabaseFile}
   * compacts the rest.
   */
  private static final String ON_DISK = "jdbc:h2:file:%s;WRITE_DELAY=0;RETENTION_TIME=5000" + COMMON;

  private static final String NAME = "vicsee";
  private static final String MIGRATIONS = "classpath:db/migration/V*.sql";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.containsProperty("spring.datasource.url")) {
      return;
    }
    String folder = environment.getProperty(PROPERTY, "");
    Map<String, Object> properties = folder.isEmpty()
        ? Map.of("spring.datasource.url", IN_TEMPORARY_FILE.formatted(temporaryFile()), TEMPORARY, true,
            // A new database needs no migration: the scripts run in their order, without a history.
            "spring.flyway.enabled", false,
            "spring.sql.init.mode", "always",
            "spring.sql.init.schema-locations", MIGRATIONS)
        : Map.of("spring.datasource.url", ON_DISK.formatted(Path.of(folder, NAME).toAbsolutePath()),
            // In milliseconds: while the file cannot be opened, requests fail soon.
            "spring.datasource.hikari.connection-timeout", 5000);
    environment.getPropertySources().addLast(new MapPropertySource("dataDirectory", properties));
  }

  private static Path temporaryFile() {
    try {
      Path folder = Files.createTempDirectory("vicsee-database");
      folder.toFile().deleteOnExit();
      folder.resolve(NAME + ".mv.db").toFile().deleteOnExit();
      return folder.resolve(NAME);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for temporary files", e);
    }
  }
}
