package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.support.Floor;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.http.ApiRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The second leg: the SDK reads every example of the contract, as a mock made by others shows it. */
@ExtendWith(Run.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkMockTest {

  private final Run run;
  private final Sdk sdk;
  private final SdkJudge judge;

  SdkMockTest(Run run) {
    this.run = run;
    this.sdk = new Sdk(run.contract(), run.mock());
    this.judge = new SdkJudge(run, sdk);
  }

  @AfterAll
  void close() {
    sdk.close();
  }

  @TestFactory
  Stream<DynamicTest> sdk_everyExampleOfTheMock_isReadAsItIs() {
    Floor floor = new Floor();
    Stream<DynamicTest> examples = run.contract().operations().stream().flatMap(o -> o.examples().stream())
        .map(example -> dynamicTest(example.toString(), () -> {
          if (example.isError()) {
            judge.fails(example, prefer(example));
            floor.failed(example);
          } else {
            judge.succeeds(run.contract().operation(example.operation()), prefer(example));
            assertThat(sdk.last().json()).contains(example.value());
            judge.proven(Elements.example(example), sdk.last());
            floor.succeeded(run.contract().operation(example.operation()));
          }
        }));
    return Stream.concat(examples, Stream.of(
        dynamicTest("every operation and every error code was exercised", () -> floor.assertComplete(run.contract()))));
  }

  private static UnaryOperator<ApiRequest> prefer(Example example) {
    return request -> request.with("Prefer", "code=" + example.status() + ", example=" + example.name());
  }
}
