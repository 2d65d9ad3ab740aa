package com.vicsee.contract.probe;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has answers judged by all checks, and records the results in the ledger. */
public final class Examiner {

  private final Contract contract;
  private final Schemas schemas;
  private final Ledger ledger;
  private final List<ResponseCheck> checks;

  /** Creates an examiner with a choice of checks. */
  public Examiner(Contract contract, Schemas schemas, Ledger ledger, List<ResponseCheck> checks) {
    this.contract = contract;
    this.schemas = schemas;
    this.ledger = ledger;
    this.checks = List.copyOf(checks);
  }

  /** The contract that answers are judged by. */
  public Contract contract() {
    return contract;
  }

  /** Its schemas. */
  public Schemas schemas() {
    return schemas;
  }

  /** The record of all results. */
  public Ledger ledger() {
    return ledger;
  }

  /** Judges an answer by itself, and returns its faults. */
  public List<Finding> examine(String target, Operation operation, Optional<Example> expected, Exchange exchange) {
    return examine(target, operation, expected, exchange, Optional.empty(), false);
  }

  /**
   * Judges an answer, and returns its faults.
   *
   * @param before the previous answer to the same caller, if no request in between has changed its quota
   * @param moved whether the run has moved the server's clock
   */
  public List<Finding> examine(String target, Operation operation, Optional<Example> expected, Exchange exchange,
      Optional<Exchange> before, boolean moved) {
    List<Finding> found = new ArrayList<>();
    Answer.Reading reading = new Answer.Reading();
    for (ResponseCheck check : checks) {
      if (exchange.fault().isPresent() && !check.seesFaults()) {
        continue;
      }
      Answer answer = new Answer(contract, schemas, ledger, target, check.id(), operation, expected, exchange, before, moved, reading);
      check.examine(answer);
      found.addAll(answer.findings());
      String promise = Elements.promise(operation.id(), check.id());
      if (answer.findings().isEmpty() && answer.isJudged()) {
        ledger.proven(target, promise, check.id(), exchange);
      } else {
        // One answer is enough to break a promise.
        answer.findings().stream().findFirst().ifPresent(f -> ledger.broken(f.of(promise)));
      }
    }
    found.forEach(ledger::broken);
    return found;
  }
}
