package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Run;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stub passes all scenarios: its answers agree with each other. */
@ExtendWith(Run.Resolver.class)
class StubScenarioTest {

  private static final int SEEDS = Integer.getInteger("vicsee.seeds", 2);
  private static final Set<String> RANDOM = Set.of("random-judged");

  /** StubContractTest runs it, example by example. */
  private static final String ELSEWHERE = "examples-reproduced";

  private final Run run;

  StubScenarioTest(Run run) {
    this.run = run;
  }

  /** A build tries several seeds, which make different bodies and sequences. */
  @TestFactory
  Stream<DynamicTest> stub_anotherSeed_isPassedToo() {
    long first = run.world().seed();
    return LongStream.rangeClosed(first + 1, first + SEEDS).boxed().flatMap(seed -> Checks.scenarios().stream()
        .filter(s -> RANDOM.contains(s.id())).map(s -> dynamicTest(s.id() + " with seed " + seed,
            () -> Findings.assertNone(Probe.run(run.examiner(), run.stub(), s, run.world(seed)).findings()))));
  }

  @TestFactory
  Stream<DynamicTest> stub_everyScenario_isPassed() {
    return Checks.scenarios().stream().filter(s -> !s.id().equals(ELSEWHERE)).map(scenario -> dynamicTest(scenario.id(),
        () -> {
          Probe.Result result = Probe.run(run.examiner(), run.stub(), scenario, run.world());
          Findings.assertNone(result.findings());
          assertThat(result.skipped()).as("what was not tried of the stub").isEmpty();
        }));
  }
}
