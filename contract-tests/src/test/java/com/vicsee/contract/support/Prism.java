package com.vicsee.contract.support;

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
 * Prism, an independent mock server, on a free port of the loopback interface. It is part of the proof: without it the tests fail, and are
 * never skipped.
 */
public final class Prism implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final String CLI = "node_modules/@stoplight/prism-cli/dist/index.js";
  private static final Pattern READY = Pattern.compile("Prism is listening on (http://[\\w.:]+)");

  private final Process process;
  private final String baseUrl;

  private Prism(Process process, String baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /** Starts Prism as a mock of a contract, from the packages beside it. */
  public static Prism mock(Path contract) {
    return start(contract, List.of("mock", contract.toString()));
  }

  /** Starts Prism in front of a server; the header `sl-violations` of each answer has the violations. */
  public static Prism proxy(Path contract, String upstream) {
    return start(contract, List.of("proxy", contract.toString(), upstream, "--validate-request=false"));
  }

  private static Prism start(Path contract, List<String> arguments) {
    Path cli = contract.toAbsolutePath().normalize().resolveSibling(CLI);
    if (!Files.isRegularFile(cli)) {
      throw new IllegalStateException("Prism is not installed. Run `npm ci` in " + cli.getParent().getParent().getParent()
          .getParent().getParent() + ", or let Maven build the module `openapi`, which does it.");
    }
    List<String> command = new ArrayList<>(List.of("node", cli.toString()));
    command.addAll(arguments);
    command.addAll(List.of("-h", "127.0.0.1", "-p", "0", "--cors=false"));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("Node.js is needed to run Prism, and `node` did not start", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Prism(process, awaitReady(process));
  }

  private static String awaitReady(Process process) {
    CompletableFuture<String> url = new CompletableFuture<>();
    StringBuffer said = new StringBuffer();
    // Prism blocks when its output is not read, so the thread reads on.
    Thread drain = new Thread(() -> {
      try (BufferedReader reader = new BufferedReader(
          new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (!url.isDone()) {
            said.append(line).append('\n');
          }
          Matcher matcher = READY.matcher(line);
          if (matcher.find()) {
            url.complete(matcher.group(1));
          }
        }
      } catch (IOException e) {
        said.append(e.getMessage());
      }
      url.completeExceptionally(new IllegalStateException("Prism stopped"));
    }, "prism-output");
    drain.setDaemon(true);
    drain.start();
    try {
      return url.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("Prism did not start:\n" + said, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Prism started", e);
    }
  }

  /** The URL that the contract's paths are below. Prism serves them without the path of the server's URL. */
  public String baseUrl() {
    return baseUrl;
  }

  /** The process that it runs in. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
