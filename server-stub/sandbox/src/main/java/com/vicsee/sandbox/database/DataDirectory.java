package com.vicsee.sandbox.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Says where the data are: in memory, or in the folder {@code vicsee.data-dir} when there is one. A {@code spring.datasource.url} that is given, for PostgreSQL
 * say, wins over both.
 */
public final class DataDirectory implements EnvironmentPostProcessor {
  /** The folder for the database, the media and the signing secret. Nothing outlives the process when absent. */
  public static final String PROPERTY = "vicsee.data-dir";

  /** Each application has a database of its own. */
  private static final String IN_MEMORY = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
  /**
   * With a delay of 0, H2 writes each commit before it answers, so that a killed process has lost none. What a commit made obsolete is kept for 5 s rather
   * than for 45, and {@link DatabaseFile} sees to it that no more is kept than that. Spring closes the database, not H2's own hook.
   */
  private static final String ON_DISK = "jdbc:h2:file:%s;WRITE_DELAY=0;RETENTION_TIME=5000;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    String folder = environment.getProperty(PROPERTY, "");
    Map<String, Object> properties = folder.isEmpty()
        ? Map.of("spring.datasource.url", IN_MEMORY.formatted(UUID.randomUUID()))
        : Map.of("spring.datasource.url", ON_DISK.formatted(Path.of(folder, "vicsee").toAbsolutePath()),
            // In milliseconds. While the file cannot be opened nobody waits for long.
            "spring.datasource.hikari.connection-timeout", 5000);
    environment.getPropertySources().addLast(new MapPropertySource("dataDirectory", properties));
  }
}
