package com.vicsee.contract.support;

import com.vicsee.sandbox.SandboxApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The server stub, in this process, on a free port of the loopback interface. All sandboxes of the process share their drawings. */
public final class Sandbox implements AutoCloseable {

  private static final Path DRAWINGS = temporaryFolder();
  private static final List<String> OPTIONS = List.of("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=WARN", "--spring.jmx.enabled=false",
      "--logging.level.com.vicsee=OFF", "--vicsee.sandbox.drawings-dir=" + DRAWINGS);

  private final ConfigurableApplicationContext context;

  private Sandbox(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts a new sandbox in its first state. One starts at a time, since each sets up the logging of the process. */
  public static synchronized Sandbox start(String... options) {
    return new Sandbox(SpringApplication.run(SandboxApplication.class, Stream.concat(OPTIONS.stream(), Stream.of(options)).toArray(String[]::new)));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("vicsee-drawings");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return origin() + "/api/v1";
  }

  /** The URL of the server itself. */
  public String origin() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  @Override
  public void close() {
    context.close();
  }
}
