package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.check.Checks;
import com.vicsee.contract.check.Probe;
import com.vicsee.contract.support.Lies;
import com.vicsee.contract.support.Run;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stub keeps what one answer alone does not show: how answers hang together. */
@ExtendWith(Run.Resolver.class)
class StubScenarioTest {

  private final Run run;

  StubScenarioTest(Run run) {
    this.run = run;
  }

  @TestFactory
  Stream<DynamicTest> stub_everyScenario_isPassed() {
    return Checks.scenarios().stream().map(scenario -> dynamicTest(scenario.id(),
        () -> {
          Probe.Result result = Probe.run(run.examiner(), run.stub(), scenario, run.world());
          Lies.assertNone(result.findings());
          assertThat(result.skipped()).as("what was not tried of the stub").isEmpty();
        }));
  }
}
