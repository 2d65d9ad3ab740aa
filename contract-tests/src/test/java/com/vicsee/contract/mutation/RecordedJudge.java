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
 * Judges lies about recorded answers, by the very checks that judge every answer. A lie is told in place of all answers of its operation and
 * status. It is noticed by a check that finds it, or by the ledger: an element that the truth proves and the lie does not fails the build too.
 */
public final class RecordedJudge {

  private static final String TARGET = "liar";

  private final Contract contract;
  private final Schemas schemas;
  private final Elements elements;
  private final Recording recording;
  private final Map<String, Set<String>> proven = new HashMap<>();
  private final Set<String> byScenarios;

  /**
   * Convenes on a recording.
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

  /** Tells a lie and returns which checks notice it. */
  public MutantResult judge(Mutant lie) {
    List<Recorded> all = recording.of(lie.operation(), lie.status());
    Ledger ledger = new Ledger(elements);
    Examiner examiner = new Examiner(contract, schemas, ledger, Checks.ofResponses());
    List<Recorded> untouched = new ArrayList<>();
    for (Recorded recorded : all) {
      Exchange exchange = lie.tell(recorded.exchange());
      if (exchange == recorded.exchange()) {
        untouched.add(recorded);
        continue;
      }
      Set<String> checks = new TreeSet<>();
      examiner.examine(TARGET, recorded.operation(), recorded.expected(), exchange, before(lie, recorded), recorded.moved()).forEach(f -> checks.add(f.check()));
      if (!checks.isEmpty()) {
        return new MutantResult(lie, List.copyOf(checks), MutantResult.How.RECORDED, "");
      }
    }
    if (untouched.size() == all.size()) {
      return new MutantResult(lie, List.of(), MutantResult.How.NOT_TOLD, "");
    }
    Set<String> lost = new HashSet<>(proven(lie));
    lost.removeIf(byScenarios::contains);
    if (!lost.isEmpty()) {
      untouched.forEach(recorded -> examiner.examine(TARGET, recorded.operation(), recorded.expected(), recorded.exchange(), recorded.before(), recorded.moved()));
      lost.removeIf(e -> ledger.proof(TARGET, e).isPresent());
    }
    return new MutantResult(lie, lost.isEmpty() ? List.of() : List.of("ledger"), MutantResult.How.RECORDED,
        lost.stream().sorted().limit(1).collect(Collectors.joining()));
  }

  /** The answer before is of the same liar. */
  private Optional<Exchange> before(Mutant lie, Recorded recorded) {
    return recorded.before().map(before -> lie.concerns(before.status()) && Routes.of(contract, before.request()).equals(Optional.of(lie.operation()))
        ? lie.tell(before) : before);
  }

  /** What the true answers prove of the operation and status that a lie is about. */
  private Set<String> proven(Mutant lie) {
    String owner = lie.operation() + ' ' + lie.status() + ' ';
    return proven.computeIfAbsent(owner, o -> {
      Ledger ledger = new Ledger(elements);
      Examiner examiner = new Examiner(contract, schemas, ledger, Checks.ofResponses());
      List<Finding> alarms = new ArrayList<>();
      for (Recorded recorded : recording.of(lie.operation(), lie.status())) {
        alarms.addAll(examiner.examine(TARGET, recorded.operation(), recorded.expected(), recorded.exchange(), recorded.before(), recorded.moved()));
      }
      if (!alarms.isEmpty()) {
        throw new IllegalStateException("A true answer is taken for a lie:\n" + alarms.get(0));
      }
      return elements.all().keySet().stream().filter(e -> e.startsWith(owner) && ledger.proof(TARGET, e).isPresent())
          .collect(Collectors.toSet());
    });
  }
}
