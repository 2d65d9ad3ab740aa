package com.vicsee.contract.mutation;

import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.coverage.Element;
import com.vicsee.contract.coverage.Element.Kind;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges the recorded answers of a correct server under a changed contract. A finding kills the mutant; so does an element that no answer
 * proves any more, and so does a contract that cannot be read.
 */
public final class ContractJudge {

  private static final String TARGET = "stub";
  private static final Set<Kind> OF_ANSWERS = Set.of(Kind.OPERATION, Kind.STATUS, Kind.ERROR_CODE, Kind.MEDIA_TYPE, Kind.HEADER,
      Kind.HEADER_CONSTRAINT, Kind.EXAMPLE, Kind.PROPERTY, Kind.CONSTRAINT, Kind.VALUE);

  private final Contract original;
  private final Recording recording;
  private final Set<String> open;

  /** Prepares a run on a recording. */
  public ContractJudge(Contract original, Recording recording) {
    this.original = original;
    this.recording = recording;
    this.open = unproven(original);
  }

  /** What kills a mutant; empty when no recorded answer shows the change. */
  public List<String> judge(ContractMutant mutant) {
    try {
      Contract contract = Contract.read(mutant.applyTo(original.root()).toString(), original.fileName());
      Schemas schemas = new Schemas(contract);
      Ledger ledger = new Ledger(new Elements(contract, schemas));
      Set<String> checks = examine(contract, schemas, ledger, true);
      if (!checks.isEmpty()) {
        return List.copyOf(checks);
      }
      Set<String> now = unproven(ledger);
      now.removeAll(open);
      return now.isEmpty() ? List.of() : List.of("ledger");
    } catch (RuntimeException e) {
      // A contract that breaks the suite breaks the build.
      return List.of("unreadable");
    }
  }

  private Set<String> examine(Contract contract, Schemas schemas, Ledger ledger, boolean untilFirst) {
    Examiner examiner = new Examiner(contract, schemas, ledger, Checks.ofResponses());
    Set<String> checks = new TreeSet<>();
    for (Recorded recorded : recording.all()) {
      Operation operation = contract.operation(recorded.operation().id());
      Optional<Example> expected = recorded.expected().flatMap(e -> same(operation, e));
      examiner.examine(TARGET, operation, expected, recorded.exchange(), recorded.before(), recorded.moved()).forEach(f -> checks.add(f.check()));
      if (untilFirst && !checks.isEmpty()) {
        break;
      }
    }
    return checks;
  }

  /** The example in the changed contract that the request was made for, if it would be the same request. */
  private static Optional<Example> same(Operation operation, Example example) {
    return operation.examples().stream().filter(e -> e.status().equals(example.status()) && e.mediaType().equals(example.mediaType())
        && e.name().equals(example.name()) && e.sandbox().equals(example.sandbox())).findFirst();
  }

  private Set<String> unproven(Contract contract) {
    Schemas schemas = new Schemas(contract);
    Ledger ledger = new Ledger(new Elements(contract, schemas));
    Set<String> alarms = examine(contract, schemas, ledger, false);
    if (!alarms.isEmpty()) {
      throw new IllegalStateException("Checks reject a correct answer: " + alarms);
    }
    return unproven(ledger);
  }

  private static Set<String> unproven(Ledger ledger) {
    Set<String> found = new LinkedHashSet<>();
    ledger.elements().all().values().stream().filter(e -> OF_ANSWERS.contains(e.kind()) && ledger.proof(TARGET, e.id()).isEmpty())
        .map(Element::id).forEach(found::add);
    return found;
  }
}
