package com.vicsee.sandbox.database;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets nobody wait long for a PostgreSQL that is away: a request then has its error after a few seconds, and the connections come back by themselves. Each is
 * a default, which the property of the same name, or the URL, overrides.
 */
public final class PostgresDefaults implements EnvironmentPostProcessor {
  private static final String HIKARI = "spring.datasource.hikari.";
  private static final String DRIVER = HIKARI + "data-source-properties.";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
      environment.getPropertySources().addLast(new MapPropertySource("postgresDefaults", Map.of(
          // In milliseconds: for a connection from the pool, and for the proof that it is alive.
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
