package com.vicsee.contract.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.coverage.Promise;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.support.FixtureMutant;
import com.vicsee.contract.support.Run;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Each scenario kills the mutants of its fixture: the stub, with one thing in its requests or answers changed. */
@ExtendWith(Run.Own.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the sandbox of ScenarioTest")
class ScenarioTest {

  private final Run run;

  ScenarioTest(Run run) {
    this.run = run;
  }

  @TestFactory
  Stream<DynamicTest> scenario_mutantOfTheStub_isKilled() {
    return Promise.all().stream().filter(p -> !p.perOperation()).flatMap(promise -> promise.fixture().path("mutants").valueStream()
        .map(mutant -> dynamicTest(promise.id() + ": " + mutant.path("name").stringValue(), () -> finds(promise, mutant))));
  }

  private void finds(Promise promise, JsonNode mutant) {
    Scenario scenario = Checks.scenarios().stream().filter(s -> s.id().equals(promise.id())).findFirst()
        .orElseThrow(() -> new AssertionError("There is a fixture " + promise.id() + ", and no such scenario"));
    Contract contract = run.contract().only(Set.of(promise.fixture().path("operation").stringValue()));
    Ledger ledger = new Ledger(new Elements(contract, run.schemas()));
    Examiner examiner = new Examiner(contract, run.schemas(), ledger, Checks.ofResponses());
    assertThat(Probe.run(examiner, new FixtureMutant(run.stub(), mutant), scenario, run.world()).findings()).extracting(Finding::check)
        .contains(mutant.path("by").asString(promise.id()));
  }
}
