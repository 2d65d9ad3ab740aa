package com.vicsee.contract.load;

import com.vicsee.contract.support.Prism;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own, on a free port of the loopback interface.
 *
 * @param baseUrl the URL that the contract's paths are below
 * @param process the process, whose memory and processor time are measured
 */
record Peer(String name, String baseUrl, ProcessHandle process, Runnable stop) implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Pattern READY = Pattern.compile("^ready (http://\\S+)$");
  private static final Pattern WIREMOCK = Pattern.compile("^port: +(\\d+)$");

  /** Prints, in the process of a server, that it listens. */
  static void ready(String baseUrl) {
    System.out.println("ready " + baseUrl);
    System.out.flush();
  }

  /** Starts a class of this class path. */
  static Peer java(String name, List<String> vmOptions, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(vmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return start(name, command, READY, "%s");
  }

  /** Starts WireMock without its journal, with mappings in the folder {@code mappings} of a directory. */
  static Peer wireMock(List<String> vmOptions, Path jar, Path directory) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(vmOptions);
    command.addAll(List.of("-jar", jar.toString(), "--port", "0", "--bind-address", "127.0.0.1", "--no-request-journal", "--container-threads", "64",
        "--root-dir", directory.toString()));
    return start("WireMock", command, WIREMOCK, "http://127.0.0.1:%s");
  }

  /** Starts Prism as a mock of the contract. */
  static Peer prism(Path contract) {
    Prism prism = Prism.mock(contract);
    return new Peer("Prism", prism.baseUrl(), prism.process(), prism::close);
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static Peer start(String name, List<String> command, Pattern ready, String baseUrl) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new Peer(name, baseUrl.formatted(await(name, process, ready)), process.toHandle(), () -> stop(process));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " did not start", e);
    }
  }

  private static String await(String name, Process process, Pattern ready) {
    CompletableFuture<String> found = new CompletableFuture<>();
    StringBuffer said = new StringBuffer();
    // A process stops when its output is not read, so the thread reads on for as long as it runs.
    Thread drain = new Thread(() -> {
      try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          Matcher matcher = ready.matcher(line);
          if (matcher.find()) {
            found.complete(matcher.group(1));
          } else if (!found.isDone()) {
            said.append(line).append('\n');
          }
        }
      } catch (IOException e) {
        said.append(e.getMessage());
      }
      found.completeExceptionally(new IllegalStateException(name + " stopped"));
    }, name + "-output");
    drain.setDaemon(true);
    drain.start();
    try {
      return found.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException(name + " did not start:\n" + said, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " started", e);
    }
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The processor time that the process has used so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Waits until the process is almost idle, for at most a minute. */
  void settle() {
    Duration step = Duration.ofMillis(200);
    for (int i = 0; i < 300; i++) {
      Duration before = cpu();
      pause(step);
      if (cpu().minus(before).toMillis() * 10 < step.toMillis()) {
        return;
      }
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** The memory that the process holds, in MiB; 0 where the system does not show it. */
  long residentMiB() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst()
          .orElse(0) / 1024;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
