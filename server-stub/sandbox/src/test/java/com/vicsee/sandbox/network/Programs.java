package com.vicsee.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine that a test needs. */
final class Programs {
  private Programs() {}

  /** Returns the first of some programs on the path. The test is skipped when there is none, and fails in continuous integration. */
  static Path require(String script, String... names) {
    Optional<Path> found = Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
    assumeTrue(found.isPresent() || "true".equals(System.getenv("CI")), "No " + names[0] + " on the PATH");
    assertThat(found).as(names[0] + ", which " + script + " installs").isPresent();
    return found.get();
  }
}
