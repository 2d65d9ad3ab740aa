package com.vicsee.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Exemptions;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.support.Floor;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** An independent mock returns every example of the contract, and each passes the checks. */
@ExtendWith(Run.Resolver.class)
class MockContractTest {

  private final Run run;

  MockContractTest(Run run) {
    this.run = run;
  }

  @TestFactory
  Stream<DynamicNode> mock_everyExampleOfTheContract_isShownAsDeclared() {
    Floor floor = new Floor();
    Examiner examiner = new Examiner(run.contract(), run.schemas(), run.ledger(), possible());
    Stream<DynamicNode> examples = run.contract().operations().stream().flatMap(o -> o.examples().stream())
        .map(example -> dynamicTest(example.toString(), () -> {
          Target mock = run.mock();
          var operation = run.contract().operation(example.operation());
          Exchange exchange = mock.send(SandboxRequest.valid(operation).to(mock.baseUrl()).with("Accept", example.mediaType())
              .with("Prefer", prefer(example)));
          // The quota headers of a mock come from the examples, and so does their time.
          List<Finding> findings = examiner.examine(mock.name(), operation, Optional.of(example), exchange, Optional.empty(), true);
          Findings.assertNone(findings);
          if (example.isError()) {
            floor.failed(example);
          } else {
            floor.succeeded(operation);
          }
        }));
    return Stream.concat(examples, Stream.of(
        dynamicTest("every operation and every error code was exercised", () -> floor.assertComplete(run.contract()))));
  }

  /** The checks that the mock can pass: those whose promise is not exempt. */
  private List<ResponseCheck> possible() {
    Exemptions exemptions = Exemptions.known();
    return Checks.ofResponses().stream().filter(check -> run.contract().operations().stream()
        .map(o -> run.ledger().elements().all().get(Elements.promise(o.id(), check.id()))).anyMatch(e -> exemptions.of("mock", e).isEmpty())).toList();
  }

  private static String prefer(Example example) {
    return "code=" + example.status() + ", example=" + example.name();
  }
}
