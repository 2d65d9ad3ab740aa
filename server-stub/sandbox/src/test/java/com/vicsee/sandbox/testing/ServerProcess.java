package com.vicsee.sandbox.testing;

import com.vicsee.sandbox.SandboxApplication;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sandbox in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  /** Names the folder with the sandbox and the archive of its classes, which saves a third of the processor time of a start. */
  private static final String QUICK_START = "sandbox.quick-start";

  private final Process process;
  private final int port;
  private final ConcurrentLinkedQueue<String> output;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServerProcess(Process process, int port, ConcurrentLinkedQueue<String> output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /**
   * What is started.
   *
   * @param main the class to start; one of the tests brings the other test classes along
   * @param prefix a command that starts the one after it, as {@code prlimit} does; empty for none
   * @param jvm options for the virtual machine
   */
  public record Launch(Class<?> main, List<String> prefix, List<String> jvm, List<String> options) {}

  /** Starts the sandbox with options for the virtual machine and for the application. */
  public static ServerProcess start(List<String> jvmOptions, String... options) {
    return start(new Launch(SandboxApplication.class, List.of(), jvmOptions, List.of(options)));
  }

  /** Starts a server, and waits until it listens. */
  public static ServerProcess start(Launch launch) {
    try {
      Process process = process(launch, "--logging.level.org.springframework.boot.tomcat.TomcatWebServer=info");
      var output = new ConcurrentLinkedQueue<String>();
      var port = new CompletableFuture<Integer>();
      Thread reader = new Thread(() -> read(process, output, port), "output of " + process.pid());
      reader.setDaemon(true);
      reader.start();
      return new ServerProcess(process, port.get(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the server did not start", e);
    }
  }

  /** Starts a server that cannot start, waits for its end, and returns what it wrote. */
  public static String outputOfFailedStart(Launch launch) throws IOException {
    Process process = process(launch);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    end(process);
    return output;
  }

  private static Process process(Launch launch, String... more) throws IOException {
    List<String> command = new ArrayList<>(launch.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(launch.jvm());
    Stream<String> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    String quick = System.getProperty(QUICK_START);
    if (quick != null && !Boolean.getBoolean(QUICK_START + ".skip")) {
      // The archive names its jars in this form, and may have a class path after them.
      Path folder = Path.of(quick).normalize();
      command.add("-XX:" + (Runtime.version().feature() >= 25 ? "AOTCache" : "SharedArchiveFile") + '=' + folder.resolve("classes"));
      classPath = Stream.concat(
          Stream.of("vicsee-sandbox.jar", "beans.jar").map(jar -> folder.resolve(jar).toString()), classPath.filter(ServerProcess::isTests));
    }
    String classes = classPath.filter(entry -> launch.main() != SandboxApplication.class || !isTests(entry)).collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", classes, launch.main().getName(), "--server.port=0"));
    command.addAll(List.of(more));
    command.addAll(launch.options());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // Ends the process even if the tests are stopped from outside, or the server listens too late.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private static boolean isTests(String entry) {
    return entry.endsWith("test-classes");
  }

  private static void read(Process process, ConcurrentLinkedQueue<String> output, CompletableFuture<Integer> port) {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher started = STARTED.matcher(line);
        if (started.find()) {
          port.complete(Integer.valueOf(started.group(1)));
        }
      }
    } catch (IOException e) {
      // The process was killed.
    }
    port.completeExceptionally(new IllegalStateException(String.join("\n", output)));
  }

  public String origin() {
    return "http://127.0.0.1:" + port;
  }

  public String output() {
    return String.join("\n", output);
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** Returns whether the process is there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end, as {@code kill} does, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  public Answer get(String key, String path) {
    return send(HttpRequest.newBuilder(URI.create(origin() + "/api/v1" + path)).header("Authorization", "Bearer " + key));
  }

  /** Posts JSON, with headers as name and value in turn. */
  public Answer post(String key, String path, String json, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(origin() + "/api/v1" + path))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(output(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills it as {@code kill -9} does. */
  public void kill() {
    end(process.destroyForcibly());
  }

  /** Lets it shut down. */
  @Override
  public void close() {
    process.destroy();
    end(process);
  }

  private static void end(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
