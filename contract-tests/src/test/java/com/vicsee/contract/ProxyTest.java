package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.support.Prism;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.HttpTarget;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** A second opinion: the stub behind Prism's validating proxy, which is independent of the checks here. */
@ExtendWith(Run.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyTest {

  /** Prism takes bodies of ten megabytes at most. */
  private static final int MOST = 10_000_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Run run;
  private final Prism proxy;
  private final HttpTarget target;

  ProxyTest(Run run) {
    this.run = run;
    this.proxy = Prism.proxy(run.file(), run.stub().baseUrl());
    this.target = new HttpTarget("proxy", proxy.baseUrl());
  }

  @BeforeAll
  void reset() {
    run.resetStub();
  }

  @AfterAll
  void close() {
    proxy.close();
  }

  @TestFactory
  Stream<DynamicTest> stub_behindPrismAsProxy_hasNoViolation() {
    Stream<DynamicTest> successes = run.contract().operations().stream()
        .map(operation -> dynamicTest(operation + " succeeds", () -> judge(operation, SandboxRequest.valid(operation))));
    Stream<DynamicTest> failures = run.contract().errorExamples().stream().filter(this::isJudgedByPrism)
        .map(example -> dynamicTest(example.toString(),
            () -> judge(run.contract().operation(example.operation()), SandboxRequest.of(run.contract(), example))));
    return Stream.concat(successes, failures);
  }

  /** Prism answers itself where it finds no operation for the request, and where a body is not JSON or too long. */
  private boolean isJudgedByPrism(Example example) {
    return example.sandbox().stream().noneMatch(change -> change.has("path") || change.has("method")
        || change.has("rawBody") || change.path("padTo").intValue(0) > MOST);
  }

  private void judge(Operation operation, SandboxRequest request) {
    Exchange exchange = target.send(request.to(target.baseUrl()));
    assertThat(exchange.values("sl-violations").stream().flatMap(v -> JSON.readTree(v).valueStream())
        // A deliberate fault of the request is no fault of the stub.
        .filter(v -> !v.path("location").path(0).asString("").equals("request")))
        .as("%s: %s", operation, exchange).isEmpty();
    assertThat(exchange.header("X-Request-Id")).as("answered by the stub itself: %s", exchange).isPresent();
  }
}
