package com.vicsee.contract.suite;

import com.vicsee.contract.coverage.Element;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.probe.World;
import com.vicsee.contract.spec.ClassPath;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Schemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All checks of a contract. A suite is made once for a contract and may run many times, also in parallel against different servers.
 */
public final class Suite {

  private static final String CONTRACT = "openapi.yaml";

  /** The operations that recognise a server. */
  private static final List<String> NEEDED = List.of("listModels", "getCredits", "getTask");

  private final Contract contract;
  private final Schemas schemas;
  private final Elements elements;
  private final List<ResponseCheck> ofResponses;
  private final List<Scenario> scenarios;

  private Suite(Contract contract, Schemas schemas, Elements elements, List<ResponseCheck> ofResponses, List<Scenario> scenarios) {
    this.contract = contract;
    this.schemas = schemas;
    this.elements = elements;
    this.ofResponses = ofResponses;
    this.scenarios = scenarios;
  }

  /** Returns the contract that is built in. */
  public static Contract builtInContract() {
    return Contract.read(ClassPath.of(Suite.class).read(CONTRACT), CONTRACT);
  }

  /** Makes the suite of all checks for a contract. */
  public static Suite of(Contract contract) {
    for (String id : NEEDED) {
      if (!contract.has(id)) {
        throw new IllegalArgumentException(contract.fileName() + " has no operation " + id + ", so it is the contract of another API");
      }
    }
    if (contract.errors().isEmpty()) {
      throw new IllegalArgumentException(contract.fileName() + " has no x-error-codes, so it is the contract of another API");
    }
    contract.fields();
    Schemas schemas = new Schemas(contract);
    return new Suite(contract, schemas, new Elements(contract, schemas), Checks.ofResponses(), Checks.scenarios());
  }

  /** Returns the same suite without some checks. */
  public Suite without(Set<String> ids) {
    return new Suite(contract, schemas, elements, ofResponses.stream().filter(c -> !ids.contains(c.id())).toList(),
        scenarios.stream().filter(s -> !ids.contains(s.id())).toList());
  }

  /** The contract. */
  public Contract contract() {
    return contract;
  }

  /** Its schemas. */
  public Schemas schemas() {
    return schemas;
  }

  /** Its elements. */
  public Elements elements() {
    return elements;
  }

  /** The ids of all checks, those of answers first. */
  public List<String> checks() {
    List<String> ids = new ArrayList<>(ofResponses.stream().map(ResponseCheck::id).toList());
    ids.addAll(scenarios.stream().map(Scenario::id).toList());
    return ids;
  }

  /** The checks that see every answer. */
  public List<ResponseCheck> ofResponses() {
    return ofResponses;
  }

  /** The checks that drive a server, in the order in which they run. */
  public List<Scenario> scenarios() {
    return scenarios;
  }

  /**
   * Recognises a server, and runs all checks against it.
   *
   * @throws CannotRun if there can be no verdict
   */
  public Outcome run(Target target, Settings settings, Progress progress) {
    Gate gate = new Gate(contract, schemas, target, settings, progress);
    Recognition recognition = Recognition.at(contract, gate, settings);
    progress.recognised(recognition.sandbox(), recognition.why());
    return run(gate, recognition, settings, progress);
  }

  /** Runs all checks against a server that is known to be the sandbox. */
  public Outcome runSandbox(Target target, Settings settings) {
    Gate gate = new Gate(contract, schemas, target, settings, Progress.none());
    return run(gate, Recognition.sandbox(gate, "set by the caller"), settings, Progress.none());
  }

  /** Runs all checks against a server, which is treated as not being the sandbox. */
  public Outcome runElsewhere(Target target, Settings settings) {
    Gate gate = new Gate(contract, schemas, target, settings, Progress.none());
    return run(gate, Recognition.elsewhere(gate, "set by the caller"), settings, Progress.none());
  }

  private Outcome run(Gate gate, Recognition recognition, Settings settings, Progress progress) {
    long start = System.nanoTime();
    Ledger ledger = new Ledger(elements);
    Set<String> only = settings.only();
    boolean onlyResponses = !only.isEmpty() && scenarios.stream().noneMatch(s -> only.contains(s.id()));
    Examiner examiner = new Examiner(contract, schemas, ledger,
        ofResponses.stream().filter(c -> only.isEmpty() || only.contains(c.id())).toList());
    List<Scenario> chosen = scenarios.stream().filter(s -> only.isEmpty() || onlyResponses || only.contains(s.id())).toList();
    World world = recognition.sandbox() ? World.sandbox(contract, settings.seed(), settings.tries(), gate)
        : World.elsewhere(settings.key(), settings.secondKey(), settings.seed(), settings.tries(), gate);
    gate.open(recognition.sandbox(), () -> settings.stopAtFirst() && !ledger.findings().isEmpty());
    List<Outcome.CheckResult> results = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Scenario scenario = chosen.get(i);
      progress.began(scenario.id(), i + 1, chosen.size());
      long began = System.nanoTime();
      long before = gate.sent();
      Probe.Result result = Probe.run(examiner, gate, scenario, world);
      long own = result.findings().stream().filter(f -> f.check().equals(scenario.id())).count();
      Outcome.CheckResult one = new Outcome.CheckResult(scenario.id(), scenario.about(), true, own, result.skipped(),
          gate.sent() - before, Duration.ofNanos(System.nanoTime() - began));
      results.add(one);
      progress.ended(one);
    }
    List<Finding> findings = ledger.findings(gate.name()).stream().filter(f -> !isRepeated(f, ledger)).toList();
    for (ResponseCheck check : ofResponses) {
      if (only.isEmpty() || only.contains(check.id())) {
        results.add(new Outcome.CheckResult(check.id(), check.about(), false,
            findings.stream().filter(f -> f.check().equals(check.id())).count(), List.of(), 0, Duration.ZERO));
      }
    }
    if (findings.isEmpty() && world.away().isPresent()) {
      throw new CannotRun("There is no verdict, since " + world.away().get() + "; start the server, and run the suite again.");
    }
    return new Outcome(gate.name(), recognition.sandbox(), recognition.why(), ledger, findings, List.copyOf(results), gate.sent(), gate.spent(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** Whether a finding repeats another one for the promise that it breaks. */
  private static boolean isRepeated(Finding finding, Ledger ledger) {
    boolean ofPromise = ledger.elements().find(finding.element()).filter(e -> e.kind() == Element.Kind.PROMISE).isPresent();
    return ofPromise && ledger.findings(finding.target()).stream().anyMatch(f -> f.of(finding.element()).equals(finding) && !f.equals(finding));
  }
}
