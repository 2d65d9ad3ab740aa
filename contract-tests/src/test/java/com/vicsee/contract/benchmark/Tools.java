package com.vicsee.contract.benchmark;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.mutation.MutantRunner;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The tools that are compared, each set up as its own documentation recommends, with the contract and the key of a user. */
final class Tools {

  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int COMBINATIONS = 10;
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** A late answer is a fault only for a caller who does not wait that long. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Contract contract;
  private final Path home;
  private final Path work;

  /**
   * What a tool says of a server.
   *
   * @param failures the names of the tests that failed
   */
  record Result(Set<String> failures, long tests, Duration took) {}

  /** Tests one operation of a server by the contract. */
  interface Tool {
    Result run(String operation, String url) throws IOException, InterruptedException;
  }

  Tools(Contract contract, Path home, Path work) {
    this.contract = contract;
    this.home = home;
    this.work = work;
  }

  /** All tools, by name and version. */
  Map<String, Tool> all() {
    Map<String, Tool> tools = new LinkedHashMap<>();
    tools.put("this suite", this::suite);
    tools.put("Specmatic 2.55.1", (operation, url) -> specmatic(operation, url, "none"));
    tools.put("Specmatic, resiliency tests", (operation, url) -> specmatic(operation, url, "all"));
    tools.put("Portman 1.33.0 with newman 6.2.2", this::portman);
    tools.put("Dredd 14.1.0", this::dredd);
    return tools;
  }

  private Result suite(String operation, String url) {
    Settings settings = Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).stoppingAtFirst();
    HttpTarget target = new HttpTarget("stub", url, PATIENCE);
    Outcome outcome = new MutantRunner(contract, target, settings, true).suite(operation).runSandbox(target, settings);
    return new Result(new LinkedHashSet<>(outcome.brokenChecks()), outcome.checks().size(), outcome.took());
  }

  private Result specmatic(String operation, String url, String resiliency) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("specmatic-" + operation));
    // Without the limit it makes tens of thousands of tests for a generation, one for each combination of optional fields.
    Files.writeString(folder.resolve("specmatic.yaml"), "version: 2\ncontracts:\n  - provides: [" + only(operation) + "]\ntest:\n  resiliencyTests: {enable: "
        + resiliency + "}\n  maxTestRequestCombinations: " + COMBINATIONS + "\n");
    return process(folder, Pattern.compile("Scenario: (?<name>.*) has (?<verdict>SUCCEEDED|FAILED)"), "FAILED", JAVA,
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", home.resolve("node_modules/specmatic/specmatic.jar").toString(),
        "test", only(operation).toString(), "--testBaseURL=" + url);
  }

  /** Portman makes a collection from the contract once; newman runs it. */
  private Result portman(String operation, String url) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("portman-" + operation));
    Path collection = folder.resolve("collection.json");
    if (!Files.exists(collection)) {
      process(folder, Pattern.compile("(?<name>)(?<verdict>)$"), "", "node", home.resolve("node_modules/.bin/portman").toString(), "-l", only(operation).toString(),
          "-c", home.resolve("portman.json").toString(), "-b", "{{url}}", "-o", collection.toString());
    }
    return process(folder, Pattern.compile("^\\s*(?<verdict>[✓√]|\\d+\\.) +(?<name>\\[.*)"), "[0-9]+\\.", "node", home.resolve("node_modules/.bin/newman").toString(), "run",
        collection.toString(), "--env-var", "url=" + url, "--global-var", "baseUrl=" + url, "--env-var", "bearerToken=" + Persona.PRO.key(), "--reporter-cli-no-failures",
        "--color", "off");
  }

  private Result dredd(String operation, String url) throws IOException, InterruptedException {
    return process(Files.createDirectories(work.resolve("dredd-" + operation)), Pattern.compile("^(?<verdict>pass|fail): (?<name>.*) duration"), "fail", "node",
        home.resolve("node_modules/dredd/bin/dredd").toString(), only(operation).toString(), url, "--header", "Authorization: Bearer " + Persona.PRO.key(),
        "--loglevel=warning", "--no-color");
  }

  private static Result process(Path folder, Pattern line, String failed, String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("bearerAuth", Persona.PRO.key());
    long start = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Set<String> failures = new LinkedHashSet<>();
    List<String> tests = new ArrayList<>();
    // A line may hold a body of megabytes.
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
      lines.lines().map(said -> line.matcher(said.replaceAll("\u001B\\[[0-9;]*m", ""))).filter(Matcher::find).forEach(matcher -> {
        tests.add(matcher.group("name"));
        if (matcher.group("verdict").matches(failed)) {
          failures.add(matcher.group("name"));
        }
      });
    }
    return new Result(failures, tests.size(), took);
  }

  /** The contract with one operation, so that no tool spends its time where the mutant is not. */
  private Path only(String operation) throws IOException {
    Path file = work.resolve(operation + ".json");
    if (!Files.exists(file)) {
      ObjectNode root = (ObjectNode) contract.root().deepCopy();
      ObjectNode paths = (ObjectNode) root.path("paths");
      String path = contract.operation(operation).path();
      List.copyOf(paths.propertyNames()).stream().filter(other -> !other.equals(path)).forEach(paths::remove);
      Files.writeString(file, root.toString());
    }
    return file;
  }
}
