package com.vicsee.sandbox.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Sets the place of the data: memory, or the folder {@code vicsee.data-dir}. A {@code spring.datasource.url}, as for PostgreSQL, overrides both. */
public final class DataDirectory implements EnvironmentPostProcessor {
  /** The folder for the database, the media and the signing secret. Without it, all data is lost when the process ends. */
  public static final String PROPERTY = "vicsee.data-dir";

  /** Each application has a database of its own. */
  private static final String IN_MEMORY = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
  /**
   * With a delay of 0, H2 writes each commit before it returns, so a killed process loses none. Obsolete chunks stay for 5 s instead of 45; {@link DatabaseFile}
   * compacts the rest. Spring closes the database, not H2's own hook.
   */
  private static final String ON_DISK = "jdbc:h2:file:%s;WRITE_DELAY=0;RETENTION_TIME=5000;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

  private static final String MIGRATIONS = "classpath:db/migration/V*.sql";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.containsProperty("spring.datasource.url")) {
      return;
    }
    String folder = environment.getProperty(PROPERTY, "");
    Map<String, Object> properties = folder.isEmpty()
        ? Map.of("spring.datasource.url", IN_MEMORY.formatted(UUID.randomUUID()),
            // A new database needs no migration: the scripts run in their order, without a history.
            "spring.flyway.enabled", false,
            "spring.sql.init.mode", "always",
            "spring.sql.init.schema-locations", MIGRATIONS)
        : Map.of("spring.datasource.url", ON_DISK.formatted(Path.of(folder, "vicsee").toAbsolutePath()),
            // In milliseconds: while the file cannot be opened, requests fail soon.
            "spring.datasource.hikari.connection-timeout", 5000);
    environment.getPropertySources().addLast(new MapPropertySource("dataDirectory", properties));
  }
}
