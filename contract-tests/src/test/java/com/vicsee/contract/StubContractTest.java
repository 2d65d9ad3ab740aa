package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.check.ExamplesReproduced;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Ledger.Verdict;
import com.vicsee.contract.support.Floor;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Run;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The stub answers as the contract says, for every operation, every error code and every example. The requests come from the scenario
 * `examples-reproduced`; here each operation and each example is a test of its own.
 */
@ExtendWith(Run.Resolver.class)
class StubContractTest {

  private final Run run;

  StubContractTest(Run run) {
    this.run = run;
  }

  @TestFactory
  Stream<DynamicNode> stub_everyExampleOfTheContract_isAnsweredAsDeclared() {
    Floor floor = new Floor();
    Probe.Result result = Probe.run(run.examiner(), run.stub(), new ExamplesReproduced(), run.world());
    Stream<DynamicNode> whole = Stream.of(dynamicTest("nothing else is wrong with the answers", () -> {
      Findings.assertNone(result.findings());
      assertThat(result.skipped()).as("what was not tried of the stub").isEmpty();
    }));
    Stream<DynamicNode> successes = run.contract().operations().stream().map(operation -> dynamicTest(operation.id() + " succeeds",
        place(operation.pointer()), () -> {
          assertProven(Elements.status(operation.id(), "200"));
          floor.succeeded(operation);
        }));
    Stream<DynamicNode> examples = run.contract().operations().stream().flatMap(o -> o.examples().stream())
        .filter(e -> e.sandbox().isPresent())
        .map(example -> dynamicTest(example.toString(), place(example.pointer()), () -> {
          assertProven(Elements.example(example));
          if (example.isError()) {
            floor.failed(example);
          }
        }));
    return Stream.of(whole, successes, examples, Stream.<DynamicNode>of(
        dynamicTest("every operation and every error code was exercised", () -> floor.assertComplete(run.contract()))))
        .flatMap(s -> s);
  }

  private void assertProven(String element) {
    assertThat(run.ledger().findings("stub")).filteredOn(f -> f.element().equals(element)).isEmpty();
    assertThat(run.ledger().verdict("stub", element)).as(element).isEqualTo(Verdict.PROVEN);
  }

  private URI place(String pointer) {
    return URI.create(run.file().toUri() + "?line=" + run.contract().place(pointer).replaceFirst(".*:", ""));
  }
}
