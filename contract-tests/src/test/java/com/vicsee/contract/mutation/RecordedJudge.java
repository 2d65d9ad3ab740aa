package com.vicsee.contract.mutation;

import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.http.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs mutants on recorded answers, with the checks that judge every answer. A mutant changes all answers of its operation and status. A
 * check kills it, or the ledger does: an element that only the original answers prove fails the build too.
 */
public final class RecordedJudge {

  private static final String TARGET = "mutant";

  private final Contract contract;
  private final Schemas schemas;
  private final Elements elements;
  private final Recording recording;
  private final Map<String, Set<String>> proven = new HashMap<>();
  private final Set<String> byScenarios;

  /**
   * Prepares a run on a recording.
   *
   * @param run the ledger of the run that was recorded
   */
  public RecordedJudge(Contract contract, Schemas schemas, Recording recording, Ledger run, String target) {
    this.contract = contract;
    this.schemas = schemas;
    this.elements = run.elements();
    this.recording = recording;
    Set<String> scenarios = Checks.scenarios().stream().map(Scenario::id).collect(Collectors.toSet());
    // What a scenario proves by itself is not lost when the answers no longer prove it.
    this.byScenarios = elements.all().keySet().stream().filter(e -> run.proof(target, e)
        .filter(p -> p.checks().stream().anyMatch(scenarios::contains)).isPresent()).collect(Collectors.toSet());
  }

  /** Runs a mutant, and returns the checks that kill it. */
  public MutantResult judge(Mutant mutant) {
    List<Recorded> all = recording.of(mutant.operation(), mutant.status());
    Ledger ledger = new Ledger(elements);
    Examiner examiner = new Examiner(contract, schemas, ledger, Checks.ofResponses());
    List<Recorded> untouched = new ArrayList<>();
    for (Recorded recorded : all) {
      Exchange exchange = mutant.apply(recorded.exchange());
      if (exchange == recorded.exchange()) {
        untouched.add(recorded);
        continue;
      }
      Set<String> checks = new TreeSet<>();
      examiner.examine(TARGET, recorded.operation(), recorded.expected(), exchange, before(mutant, recorded), recorded.moved()).forEach(f -> checks.add(f.check()));
      if (!checks.isEmpty()) {
        return new MutantResult(mutant, List.copyOf(checks), MutantResult.Where.RECORDED);
      }
    }
    if (untouched.size() == all.size()) {
      return new MutantResult(mutant, List.of(), MutantResult.Where.NOT_REACHED);
    }
    Set<String> lost = new HashSet<>(proven(mutant));
    lost.removeIf(byScenarios::contains);
    if (!lost.isEmpty()) {
      untouched.forEach(recorded -> examiner.examine(TARGET, recorded.operation(), recorded.expected(), recorded.exchange(), recorded.before(), recorded.moved()));
      lost.removeIf(e -> ledger.proof(TARGET, e).isPresent());
    }
    return new MutantResult(mutant, lost.isEmpty() ? List.of() : List.of("ledger"), MutantResult.Where.RECORDED);
  }

  /** The earlier answer comes from the same mutant. */
  private Optional<Exchange> before(Mutant mutant, Recorded recorded) {
    return recorded.before().map(before -> mutant.concerns(before.status()) && Routes.of(contract, before.request()).equals(Optional.of(mutant.operation()))
        ? mutant.apply(before) : before);
  }

  /** What the original answers prove of the operation and status that a mutant changes. */
  private Set<String> proven(Mutant mutant) {
    String owner = mutant.operation() + ' ' + mutant.status() + ' ';
    return proven.computeIfAbsent(owner, o -> {
      Ledger ledger = new Ledger(elements);
      Examiner examiner = new Examiner(contract, schemas, ledger, Checks.ofResponses());
      List<Finding> alarms = new ArrayList<>();
      for (Recorded recorded : recording.of(mutant.operation(), mutant.status())) {
        alarms.addAll(examiner.examine(TARGET, recorded.operation(), recorded.expected(), recorded.exchange(), recorded.before(), recorded.moved()));
      }
      if (!alarms.isEmpty()) {
        throw new IllegalStateException("A check rejects a correct answer:\n" + alarms.get(0));
      }
      return elements.all().keySet().stream().filter(e -> e.startsWith(owner) && ledger.proof(TARGET, e).isPresent())
          .collect(Collectors.toSet());
    });
  }
}
