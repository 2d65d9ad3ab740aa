package com.vicsee.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Requests time out soon on PostgreSQL, and migrations do not. */
class PostgresDefaultsTest {
  private static final String URL = "jdbc:postgresql://db.example/vicsee";

  private static StandardEnvironment environment(Map<String, Object> properties) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
    new PostgresDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }

  @Test
  void migrations_onPostgres_haveAConnectionWithoutTimeouts() {
    StandardEnvironment environment = environment(Map.of("spring.datasource.url", URL, "spring.datasource.username", "u", "spring.datasource.password", "p"));

    assertThat(environment.getProperty("spring.datasource.hikari.data-source-properties.socketTimeout")).isEqualTo("5");
    assertThat(environment.getProperty("spring.flyway.url")).isEqualTo(URL);
    assertThat(environment.getProperty("spring.flyway.user")).isEqualTo("u");
    assertThat(environment.getProperty("spring.flyway.password")).isEqualTo("p");
  }

  @Test
  void migrations_withoutAUser_takeTheOneOfTheUrl() {
    assertThat(environment(Map.of("spring.datasource.url", URL + "?user=u")).getProperty("spring.flyway.user")).isNull();
  }

  @Test
  void migrations_ofAnotherDatabase_shareItsPool() {
    assertThat(environment(Map.of("spring.datasource.url", "jdbc:h2:mem:a")).getProperty("spring.flyway.url")).isNull();
  }
}
