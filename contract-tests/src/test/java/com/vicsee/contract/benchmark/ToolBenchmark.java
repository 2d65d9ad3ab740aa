package com.vicsee.contract.benchmark;

import com.vicsee.contract.mutation.AnswerOperators;
import com.vicsee.contract.mutation.Mutant;
import com.vicsee.contract.mutation.MutantProxy;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.support.Sandbox;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.HttpTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * This suite, Specmatic and Dredd, one after the other on the same operations of the same stub: the checks that each makes in a second, and
 * the mutants of a sample that each kills. A tool kills a mutant when a test fails that passed without it. The sample has as many kinds as
 * it can, and this suite has reached each of its mutants; all tools get the same sample. Specmatic runs twice: with its defaults, and with
 * its resiliency tests, which send invalid requests too. A tool has reached a mutant when one of its answers was changed.
 *
 * `mvn -q -Pbenchmark -pl contract-tests -am -DskipTests verify [-Dbenchmark.mutants=N] [-Dbenchmark.seed=N] [-Dbenchmark.operations=ID,ID]`
 */
public final class ToolBenchmark {

  private static final int MUTANTS = Integer.getInteger("benchmark.mutants", 16);
  private static final long SEED = Long.getLong("benchmark.seed", 1);
  private static final Set<String> OPERATIONS = Set.of(System.getProperty("benchmark.operations", "getCredits,createUpload").split(","));
  private static final Path HOME = Path.of(System.getProperty("benchmark.home", "benchmark")).toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private ToolBenchmark() {}

  /** What a tool says of a server. */
  private record Result(Set<String> failures, long tests, long checks, Duration took) {}

  /** Something that tests a server by a contract. */
  private interface Tool {
    Result run(String url) throws IOException, InterruptedException;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Contract contract = Contract.read(Path.of(System.getProperty("vicsee.contract", "../openapi/openapi.yaml")));
    Path work = Files.createDirectories(Path.of("target/benchmark").toAbsolutePath());
    Path some = only(contract, work);
    install();
    try (Sandbox sandbox = Sandbox.start(); MutantProxy proxy = new MutantProxy(contract, sandbox.baseUrl())) {
      Map<String, Tool> tools = new LinkedHashMap<>();
      Suite suite = Suite.of(contract.only(OPERATIONS)).without(Set.of("life-cycle-forward", "sequences-modelled"));
      tools.put("this suite", url -> suite(suite, url));
      tools.put("Specmatic", url -> specmatic(work, some, "none", url));
      tools.put("Specmatic, resiliency tests", url -> specmatic(work, some, "all", url));
      tools.put("Dredd", url -> process(work, "dredd", Pattern.compile("^(?:\\S*)(pass|fail)(?:\\S*): (\\w+ \\(\\d+\\) \\S+) duration"), "fail",
          "node", HOME.resolve("node_modules/dredd/bin/dredd").toString(), some.toString(), url, "--header",
          "Authorization: Bearer " + SandboxRequest.KEY, "--loglevel=warning", "--no-color"));
      // Each run starts with a fresh quota and fresh credits.
      HttpTarget control = new HttpTarget("control", sandbox.origin());
      ApiRequest reset = new ApiRequest("POST", sandbox.origin() + "/sandbox/reset", Map.of(), new byte[0]);
      tools.replaceAll((name, tool) -> url -> {
        control.send(reset);
        return tool.run(url);
      });
      compare(contract, proxy, tools);
    }
  }

  private static void compare(Contract contract, MutantProxy proxy, Map<String, Tool> tools) throws IOException, InterruptedException {
    List<Mutant> mutants = sample(contract);
    List<Mutant> reached = new ArrayList<>();
    System.out.printf(Locale.ROOT, "Operations %s, seed %d%n%n", OPERATIONS, SEED);
    System.out.println("| tool | fails without a mutant | requests judged | checks | seconds | checks per second | mutants killed | mutants reached | seconds in all |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (Map.Entry<String, Tool> tool : tools.entrySet()) {
      long start = System.nanoTime();
      proxy.deactivate();
      Result original = tool.getValue().run(proxy.baseUrl());
      boolean first = reached.isEmpty();
      int killed = 0;
      int met = 0;
      for (Mutant mutant : first ? mutants : List.copyOf(reached)) {
        if (first && reached.size() == MUTANTS) {
          break;
        }
        proxy.activate(mutant);
        Result result = tool.getValue().run(proxy.baseUrl());
        boolean found = proxy.mutated() > 0 && !original.failures().containsAll(result.failures());
        if (first && proxy.mutated() == 0) {
          continue;
        }
        if (first) {
          reached.add(mutant);
        }
        killed += found ? 1 : 0;
        met += proxy.mutated() > 0 ? 1 : 0;
        System.err.println(tool.getKey() + (found ? " killed: " : " did not kill: ") + mutant.kind() + ", " + mutant + ", " + proxy.mutated() + " answers changed");
      }
      double seconds = original.took().toMillis() / 1000.0;
      System.out.printf(Locale.ROOT, "| %s | %d | %d | %d | %.1f | %.1f | %d of %d | %d | %.0f |%n", tool.getKey(), original.failures().size(), original.tests(),
          original.checks(), seconds, original.checks() / seconds, killed, reached.size(), met, (System.nanoTime() - start) / 1e9);
    }
  }

  /** The mutants in a seeded order: each kind comes once before any comes again. */
  private static List<Mutant> sample(Contract contract) {
    List<Mutant> all = new ArrayList<>(new AnswerOperators(contract, new Schemas(contract)).all().stream().filter(m -> OPERATIONS.contains(m.operation())).toList());
    Collections.shuffle(all, new Random(SEED));
    Map<String, Integer> seen = new HashMap<>();
    Map<Mutant, Integer> turn = new IdentityHashMap<>();
    all.forEach(mutant -> turn.put(mutant, seen.merge(mutant.kind(), 1, Integer::sum)));
    all.sort(Comparator.comparing(turn::get));
    return all;
  }

  private static Result specmatic(Path work, Path contract, String resiliency, String url) throws IOException, InterruptedException {
    Files.writeString(work.resolve("specmatic.yaml"), "version: 2\ncontracts:\n  - provides: [openapi.yaml]\ntest:\n  resiliencyTests: {enable: "
        + resiliency + "}\n");
    return process(work, "specmatic-" + resiliency, Pattern.compile("^.*Scenario: (.*) has (SUCCEEDED|FAILED)"), "FAILED",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", HOME.resolve("node_modules/specmatic/specmatic.jar").toString(),
        "test", contract.toString(), "--testBaseURL=" + url);
  }

  private static Result suite(Suite suite, String url) {
    Outcome outcome = suite.runSandbox(new HttpTarget("stub", url), Settings.of(SandboxRequest.KEY).withSecondKey("sk-sandbox-other"));
    return new Result(new LinkedHashSet<>(outcome.brokenChecks()), outcome.requests(), outcome.requests() * suite.ofResponses().size(), outcome.took());
  }

  private static Result process(Path work, String name, Pattern line, String failed, String... command) throws IOException, InterruptedException {
    Path output = work.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("bearerAuth", SandboxRequest.KEY);
    long start = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Set<String> failures = new LinkedHashSet<>();
    long tests = 0;
    for (String said : Files.readAllLines(output, StandardCharsets.UTF_8)) {
      Matcher matcher = line.matcher(said.replaceAll("\\u001B\\[[0-9;]*m", ""));
      if (matcher.find()) {
        tests++;
        boolean verdictFirst = matcher.group(1).equals("pass") || matcher.group(1).equals("fail");
        if (matcher.group(verdictFirst ? 1 : 2).equals(failed)) {
          failures.add(matcher.group(verdictFirst ? 2 : 1));
        }
      }
    }
    return new Result(failures, tests, tests, took);
  }

  /** The contract with the operations that are compared and no others, so that no tool spends its time elsewhere. */
  private static Path only(Contract contract, Path work) throws IOException {
    ObjectNode root = (ObjectNode) contract.root().deepCopy();
    ObjectNode paths = (ObjectNode) root.path("paths");
    List<String> kept = contract.operations().stream().filter(o -> OPERATIONS.contains(o.id())).map(o -> o.path()).toList();
    List.copyOf(paths.propertyNames()).stream().filter(path -> !kept.contains(path)).forEach(paths::remove);
    return Files.writeString(work.resolve("openapi.yaml"), root.toString());
  }

  private static void install() throws IOException, InterruptedException {
    if (Files.exists(HOME.resolve("node_modules/.package-lock.json"))) {
      return;
    }
    Process npm = new ProcessBuilder("npm", "ci", "--loglevel=error").directory(HOME.toFile()).inheritIO().start();
    if (npm.waitFor() != 0) {
      throw new IllegalStateException("npm ci failed in " + HOME);
    }
  }
}
