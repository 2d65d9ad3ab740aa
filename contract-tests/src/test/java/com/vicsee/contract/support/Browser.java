package com.vicsee.contract.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium or a relative of it, as installed on this machine. Nothing is downloaded. */
public final class Browser {

  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  private Browser() {}

  /** The browser that `-Dbrowser=PATH` names, or else the first on the PATH; empty when there is none. */
  public static Optional<Path> find() {
    String named = System.getProperty("browser", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
  }

  /** Whether a test that needs a browser fails without one: in continuous integration, and with `-Dbrowser.required`. */
  public static boolean isRequired() {
    String asked = System.getProperty("browser.required");
    return asked == null ? "true".equals(System.getenv("CI")) : !asked.equals("false");
  }
}
