package com.vicsee.client.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.testing.generated.Persona;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing around the program under test reaches the sandbox: no environment variable, no system property, no file. */
class SurroundingsTest {
  private static final Map<String, String> SETTINGS = Map.of(
      "server.servlet.context-path", "/shop",
      "server.ssl.enabled", "true",
      "vicsee.public-url", "https://shop.example",
      "spring.application.json", "{\"server.address\":\"198.51.100.1\"}",
      "spring.config.location", "file:/nowhere/",
      "spring.profiles.active", "shop",
      "spring.datasource.url", "jdbc:postgresql://shop.example/shop",
      "spring.main.web-application-type", "none",
      "logging.config", "/nowhere/logback.xml",
      "management.server.port", "1");

  @TempDir
  Path folder;

  @Test
  void sandbox_amongEnvironmentVariables_isAsAlone() throws Exception {
    assertThat(run(List.of(), true)).contains("balance " + Persona.PRO.credits(), "own link true");
  }

  @Test
  void sandbox_amongSystemPropertiesAndFiles_isAsAlone() throws Exception {
    Files.writeString(folder.resolve("application.properties"), "server.servlet.context-path=/shop");
    Files.writeString(Files.createDirectory(folder.resolve("config")).resolve("application.yaml"), "server.ssl.enabled: true");
    List<String> properties = new ArrayList<>(List.of("-Dspring.aot.enabled=true"));
    SETTINGS.forEach((name, value) -> properties.add("-D" + name + "=" + value));

    assertThat(run(properties, false)).contains("balance " + Persona.PRO.credits(), "own link true");
  }

  private String run(List<String> properties, boolean environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(properties);
    command.add(SurroundedProgram.class.getName());
    ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    if (environment) {
      SETTINGS.forEach((name, value) -> program.environment().put(name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT), value));
    }
    Process process = program.start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
