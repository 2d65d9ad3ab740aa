package com.vicsee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DefaultOptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"server.port", "server.address", "vicsee.public-url", "vicsee.sandbox.generation-time", "logging.level.root",
      "spring.application.pid", "user.home"})
  void keepsBeans_optionReadAsAValue_true(String option) {
    assertThat(DefaultOptions.keepsBeans(with(new MapPropertySource("commandLineArgs", Map.of(option, "1"))))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "vicsee.control", "vicsee.data-dir", "vicsee.dataDir", "spring.datasource.url", "spring.profiles.active", "server.forward-headers-strategy",
      "management.endpoints.web.exposure.include", "management.server.port", "debug"})
  void keepsBeans_optionThatAConditionMayDependOn_false(String option) {
    assertThat(DefaultOptions.keepsBeans(with(new MapPropertySource("commandLineArgs", Map.of(option, "1"))))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"VICSEE_CONTROL", "VICSEE_DATADIR", "VICSEE_DATA_DIR", "SPRING_DATASOURCE_URL", "SPRING_APPLICATION_JSON"})
  void keepsBeans_environmentVariableThatAConditionMayDependOn_false(String variable) {
    assertThat(DefaultOptions.keepsBeans(with(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "1"))))).isFalse();
  }

  @Test
  void keepsBeans_fileOfTheSandbox_true() {
    String name = "Config resource 'class path resource [application.yaml]' via location 'optional:classpath:/'";
    assertThat(DefaultOptions.keepsBeans(with(new MapPropertySource(name, Map.of("spring.main.banner-mode", "off"))))).isTrue();
  }

  @Test
  void keepsBeans_fileOfTheUser_false() {
    String name = "Config resource 'file [application.yaml]' via location 'optional:file:./'";
    assertThat(DefaultOptions.keepsBeans(with(new MapPropertySource(name, Map.of("spring.main.lazy-initialization", "true"))))).isFalse();
  }

  private static StandardEnvironment with(PropertySource<?> source) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().forEach(it -> environment.getPropertySources().remove(it.getName()));
    environment.getPropertySources().addFirst(source);
    return environment;
  }
}
