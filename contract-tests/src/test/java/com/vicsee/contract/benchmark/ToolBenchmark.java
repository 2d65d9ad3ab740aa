package com.vicsee.contract.benchmark;

import com.vicsee.contract.benchmark.Tools.Result;
import com.vicsee.contract.benchmark.Tools.Tool;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.mutation.Mutant;
import com.vicsee.contract.mutation.MutantProxy;
import com.vicsee.contract.mutation.Mutants;
import com.vicsee.contract.mutation.WireFault;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.support.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * This suite beside other tools, on the same mutants of the same sandbox: what each reports without a mutant, what it kills, its requests and its
 * time. The mutants are those of `mutants.tsv`. A tool kills a mutant when a test fails that passes without it. It has reached a mutant when
 * one of its answers was changed.
 *
 * `mvn -q -Ppeers -pl contract-tests -am -DskipTests verify [-Dbenchmark.mutants=N] [-Dbenchmark.tool=NAME] [-Dbenchmark.draw=SEED]`
 */
public final class ToolBenchmark {

  private static final int MUTANTS = Integer.getInteger("benchmark.mutants", 64);
  private static final String ONLY = System.getProperty("benchmark.tool", "");
  private static final long NO_DRAW = 0;
  private static final Path HOME = Path.of(System.getProperty("benchmark.home", "benchmark")).toAbsolutePath();
  private static final Path DRAW = HOME.resolve("mutants.tsv");

  private ToolBenchmark() {}

  /** Runs the benchmark, or draws the mutants anew by a seed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Contract contract = Contract.read(Path.of(System.getProperty("vicsee.contract", "../openapi/openapi.yaml")));
    long seed = Long.getLong("benchmark.draw", NO_DRAW);
    if (seed != NO_DRAW) {
      Draw.write(DRAW, Draw.of(Mutants.all(contract, new Schemas(contract), "http://127.0.0.1/api/v1"), MUTANTS, seed));
      return;
    }
    install();
    try (Sandbox sandbox = Sandbox.start(); MutantProxy proxy = new MutantProxy(contract, sandbox.baseUrl())) {
      List<Mutant> all = Mutants.all(contract, new Schemas(contract), sandbox.baseUrl());
      List<Mutant> mutants = Draw.read(DRAW, all).stream().limit(MUTANTS).toList();
      Path work = Files.createDirectories(Path.of("target/benchmark").toAbsolutePath());
      System.out.println("| tool | tests, and those that fail without a mutant | requests | seconds | killed | reached | killed by class |");
      System.out.println("|---|---|---|---|---|---|---|");
      for (Map.Entry<String, Tool> tool : new Tools(contract, HOME, work).all().entrySet()) {
        if (tool.getKey().startsWith(ONLY)) {
          System.out.println(row(tool.getKey(), tool.getValue(), mutants, proxy, sandbox.origin()));
        }
      }
    }
  }

  private static String row(String name, Tool tool, List<Mutant> mutants, MutantProxy proxy, String origin) throws IOException, InterruptedException {
    HttpTarget control = new HttpTarget("control", origin);
    ApiRequest reset = new ApiRequest("POST", origin + "/sandbox/reset", Map.of(), new byte[0]);
    Map<String, WireFault> faults = WireFault.all(Tools.PATIENCE);
    Map<String, Result> originals = new HashMap<>();
    Map<String, Integer> killed = new TreeMap<>();
    long requests = 0;
    int reached = 0;
    for (Mutant mutant : mutants) {
      String operation = mutant.operation();
      if (!originals.containsKey(operation)) {
        control.send(reset);
        proxy.deactivate();
        originals.put(operation, tool.run(operation, proxy.baseUrl()));
        requests += proxy.requests();
      }
      // Each run starts with a fresh quota and fresh credits.
      control.send(reset);
      if (Mutants.isOfTheWire(mutant)) {
        proxy.activate(operation, faults.get(mutant.place()));
      } else {
        proxy.activate(mutant);
      }
      Set<String> news = new LinkedHashSet<>(tool.run(operation, proxy.baseUrl()).failures());
      news.removeAll(originals.get(operation).failures());
      boolean found = proxy.mutated() > 0 && !news.isEmpty();
      reached += proxy.mutated() > 0 ? 1 : 0;
      killed.merge(mutant.group().name(), found ? 1 : 0, Integer::sum);
      System.err.println(name + (found ? " killed: " : " did not kill: ") + mutant.kind() + ", " + mutant + ", " + proxy.mutated() + " answers changed"
          + (found ? ", by " + news : ""));
    }
    long tests = originals.values().stream().mapToLong(Result::tests).sum();
    long failing = originals.values().stream().mapToLong(r -> r.failures().size()).sum();
    double seconds = originals.values().stream().mapToLong(r -> r.took().toMillis()).sum() / 1000.0;
    return String.format(Locale.ROOT, "| %s | %d, %d | %d | %.0f | %d of %d | %d | %s |", name, tests, failing, requests, seconds,
        killed.values().stream().mapToInt(i -> i).sum(), mutants.size(), reached, killed);
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
