package com.vicsee.sandbox.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets short timeouts for PostgreSQL. While it is away, a request fails after a few seconds, and the connections recover by themselves. A property of the same name, or
 * the URL, overrides each. Migrations have a connection of their own without these timeouts, because they may take long.
 */
public final class PostgresDefaults implements EnvironmentPostProcessor {
  private static final String HIKARI = "spring.datasource.hikari.";
  private static final String DRIVER = HIKARI + "data-source-properties.";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    String url = environment.getProperty("spring.datasource.url", "");
    if (url.startsWith("jdbc:postgresql:")) {
      Map<String, Object> migrations = new HashMap<>(Map.of("spring.flyway.url", url));
      for (String property : List.of("username", "password")) {
        String value = environment.getProperty("spring.datasource." + property);
        if (value != null) {
          migrations.put("spring.flyway." + (property.equals("username") ? "user" : property), value);
        }
      }
      environment.getPropertySources().addLast(new MapPropertySource("migrations", migrations));
      environment.getPropertySources().addLast(new MapPropertySource("postgresDefaults", Map.of(
          // In milliseconds: for a connection from the pool, and for its validation.
          HIKARI + "connection-timeout", 3000,
          HIKARI + "validation-timeout", 1000,
          // In seconds: for a new connection, and for the answer to a statement.
          DRIVER + "connectTimeout", 2,
          DRIVER + "loginTimeout", 2,
          DRIVER + "socketTimeout", 5,
          DRIVER + "tcpKeepAlive", true,
          DRIVER + "ApplicationName", "vicsee")));
    }
  }
}
