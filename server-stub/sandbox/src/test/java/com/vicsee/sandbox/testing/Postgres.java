package com.vicsee.sandbox.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** A real PostgreSQL, started for the tests and stopped with them. Each test class has its own database in it. */
public final class Postgres {
  /** For a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Postgres() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").setPGStartupWait(LIMIT).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Shared {
    static final Sandbox SANDBOX = Sandbox.start(option(newDatabase()));
  }

  /** Makes an empty database, and returns its URL, with user and password. */
  public static String newDatabase() {
    String name = "vicsee_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Server.POSTGRES.getJdbcUrl("postgres", name);
  }

  /** Returns the one option that puts the sandbox on a database, whose answers it waits for longer than by default. */
  public static String option(String url) {
    return "--spring.datasource.url=" + url + "&socketTimeout=" + LIMIT.toSeconds();
  }

  /** Returns the sandbox on PostgreSQL that the tests share which need no options of their own. */
  public static Sandbox sandbox() {
    return Shared.SANDBOX;
  }
}
