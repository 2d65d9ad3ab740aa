package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.support.Example;
import com.vicsee.contract.support.Floor;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.support.Lies;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.SandboxRequest;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import com.vicsee.contract.target.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first leg: the stub answers as the contract says, for every operation, every error code and every example. */
@ExtendWith(Run.Resolver.class)
class StubContractTest {

  private final Run run;

  StubContractTest(Run run) {
    this.run = run;
    run.resetStub();
  }

  @TestFactory
  Stream<DynamicNode> stub_everyExampleOfTheContract_isAnsweredAsDeclared() {
    Floor floor = new Floor();
    Stream<DynamicNode> successes = run.contract().operations().stream().map(operation -> dynamicTest(operation.id() + " succeeds",
        place(operation.pointer()), () -> {
          // The first example of a success shows what the valid request is answered with.
          Optional<Example> first = operation.examples().stream().findFirst();
          Exchange exchange = examine(operation, first, SandboxRequest.valid(operation).to(run.stub().baseUrl()));
          assertThat(exchange.status()).as(exchange.toString()).isEqualTo(200);
          floor.succeeded(operation);
        }));
    Stream<DynamicNode> examples = run.contract().operations().stream().flatMap(o -> o.examples().stream())
        .filter(e -> e.sandbox().isPresent())
        .map(example -> dynamicTest(example.toString(), place(example.pointer()), () -> {
          ApiRequest request = SandboxRequest.of(run.contract(), example).to(run.stub().baseUrl());
          examine(run.contract().operation(example.operation()), Optional.of(example), request);
          if (example.isError()) {
            floor.failed(example);
          }
        }));
    return Stream.of(successes, examples, Stream.<DynamicNode>of(
        dynamicTest("every operation and every error code was exercised", () -> floor.assertComplete(run.contract()))))
        .flatMap(s -> s);
  }

  private Exchange examine(Operation operation, Optional<Example> example, ApiRequest request) {
    Target stub = run.stub();
    Exchange exchange = stub.send(request);
    List<Finding> findings = run.examiner().examine(stub.name(), operation, example, exchange);
    Lies.assertNone(findings);
    return exchange;
  }

  private URI place(String pointer) {
    return URI.create(run.file().toUri() + "?line=" + run.contract().place(pointer).replaceFirst(".*:", ""));
  }
}
