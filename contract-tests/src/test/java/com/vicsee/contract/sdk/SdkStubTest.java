package com.vicsee.contract.sdk;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.support.Floor;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Target;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The third leg: the SDK and the stub understand each other, for every operation and every error code. */
@ExtendWith(Run.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkStubTest {

  private final Run run;
  private final Target stub;
  private final Map<Face, Sdk> sdks = new EnumMap<>(Face.class);

  SdkStubTest(Run run) {
    this.run = run;
    this.stub = run.stub();
    for (Face face : Face.values()) {
      sdks.put(face, new Sdk(run.contract(), stub, face));
    }
  }

  @AfterAll
  void close() {
    sdks.values().forEach(Sdk::close);
  }

  @TestFactory
  Stream<DynamicContainer> sdk_everyAnswerOfTheStub_isReadAsItIs() {
    return sdks.entrySet().stream().map(e -> dynamicContainer(e.getKey().toString(), leg(new SdkJudge(run, e.getValue()))));
  }

  private Stream<DynamicTest> leg(SdkJudge judge) {
    Floor floor = new Floor();
    Stream<DynamicTest> successes = run.contract().operations().stream().map(operation -> dynamicTest(operation.id() + " succeeds",
        () -> {
          judge.succeeds(operation, UnaryOperator.identity());
          floor.succeeded(operation);
        }));
    Stream<DynamicTest> examples = run.contract().operations().stream().flatMap(o -> o.examples().stream())
        .filter(e -> e.sandbox().isPresent()).map(example -> dynamicTest(example.toString(), () -> {
          ApiRequest request = SandboxRequest.of(run.contract(), example).to(stub.baseUrl());
          if (example.isError()) {
            judge.fails(example, like(request));
            floor.failed(example);
          } else {
            judge.succeeds(run.contract().operation(example.operation()), like(request));
          }
        }));
    return Stream.of(Stream.of(dynamicTest("nothing is used up", run::resetStub)), successes, examples, Stream.of(
        dynamicTest("every operation and every error code was exercised", () -> floor.assertComplete(run.contract()))))
        .flatMap(s -> s);
  }

  /** The request of the contract in place of the SDK's own, with what else the SDK sends. */
  private static UnaryOperator<ApiRequest> like(ApiRequest request) {
    return own -> {
      Map<String, String> headers = new LinkedHashMap<>(request.headers());
      if (!own.header("User-Agent").isEmpty()) {
        headers.put("User-Agent", own.header("User-Agent"));
      }
      return new ApiRequest(request.method(), request.url(), headers, request.body());
    };
  }
}
