package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.input.Input;
import com.vicsee.contract.input.Inputs;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.Exchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the SDK sends: each field, value and parameter of the contract, as it was given, and valid in the eyes of the mock. */
@ExtendWith(Run.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkRequestTest {

  private static final int LONG = 100_000;

  private final Run run;
  private final Sdk sdk;
  private final SdkJudge judge;

  SdkRequestTest(Run run) {
    this.run = run;
    this.sdk = new Sdk(run.contract(), run.mock());
    this.judge = new SdkJudge(run, sdk);
  }

  @AfterAll
  void close() {
    sdk.close();
  }

  @TestFactory
  Stream<DynamicTest> sdk_everyValidBody_isSentAsItWasGiven() {
    return run.contract().operations().stream().filter(o -> o.body().isPresent()).map(operation -> dynamicTest(operation.id(), () -> {
      Inputs inputs = new Inputs(run.contract(), run.schemas(), operation);
      for (Input input : inputs.of(operation.body().orElseThrow().first())) {
        if (input.valid() && input.size() < LONG) {
          sdk.call(operation, input.body(), RequestOptions.none(), UnaryOperator.identity());
          JsonNode sent = Sdk.MODELS.readTree(sdk.lastAsked().body());
          // The SDK may say a default that was left out; it may not lose or change what was given.
          assertThat(SdkJudge.lost(input.body(), sent)).as("%s, sent as %s", input, sent).isEmpty();
          assertThat(sdk.last().status()).as("%s, judged by the mock", input).isEqualTo(200);
          judge.proven(input.element(), sdk.last());
        }
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> sdk_everyHeaderParameter_isSentAsItWasGiven() {
    return run.contract().operations().stream().flatMap(operation -> operation.parameters().stream().filter(p -> p.in().equals("header"))
        .map(parameter -> dynamicTest(operation.id() + ' ' + parameter.name(), () -> {
          String value = parameter.example() == null ? "x" : parameter.example().stringValue();
          JsonNode body = operation.body().map(b -> b.first()).orElseGet(Sdk.MODELS::createObjectNode);
          sdk.call(operation, body, options(parameter, value), UnaryOperator.identity());
          assertThat(sdk.lastAsked().header(parameter.name())).isEqualTo(value);
          judge.proven(Elements.parameter(operation.id(), parameter), sdk.last());
        })));
  }

  @TestFactory
  Stream<DynamicTest> sdk_everyQueryParameter_isSentAsItWasGiven() {
    return run.contract().operations().stream().flatMap(operation -> operation.parameters().stream()
        .filter(p -> p.in().equals("query") && !run.contract().at(p.pointer()).path("x-sdk-internal").asBoolean(false))
        .map(parameter -> dynamicTest(operation.id() + ' ' + parameter.name(), () -> {
          String element = Elements.parameter(operation.id(), parameter);
          JsonNode values = run.contract().at(parameter.schema()).path("enum");
          for (JsonNode value : values.isEmpty() ? List.of(parameter.example()) : values.values()) {
            sdk.ask(operation, Sdk.MODELS.createObjectNode().set(parameter.name(), value));
            assertThat(URI.create(sdk.lastAsked().url()).getQuery()).isEqualTo(parameter.name() + '=' + value.asString());
            judge.proven(element, sdk.last());
            if (!values.isEmpty()) {
              judge.proven(Elements.value(element, value.stringValue()), sdk.last());
            }
          }
        })));
  }

  @Test
  void sdk_pathParameters_arePartOfTheUrl() {
    for (String id : List.of("getTask", "downloadResult")) {
      Operation operation = run.contract().operation(id);
      sdk.call(operation, UnaryOperator.identity());
      Parameter parameter = operation.parameters().get(0);
      assertThat(sdk.lastAsked().url()).contains("/tasks/" + parameter.example().stringValue());
      judge.proven(Elements.parameter(id, parameter), sdk.last());
    }
  }

  @Test
  void sdk_downloadOfTheStub_isTheSameBytes(@TempDir Path folder) throws IOException {
    Operation operation = run.contract().operation("downloadResult");
    Parameter mode = operation.parameters().stream().filter(p -> p.in().equals("query")).findFirst().orElseThrow();
    Exchange wanted = run.stub().send(SandboxRequest.changed(operation,
        Probe.object().set("parameters", Probe.object().put("mode", "proxy")))
        .to(run.stub().baseUrl()));
    Path file = folder.resolve("result.png");
    try (Sdk stub = new Sdk(run.contract(), run.stub())) {
      Downloaded downloaded = stub.client().tasks().download("task_sandbox_completed", file);
      assertThat(downloaded).isNotNull();
      assertThat(Files.readAllBytes(file)).isEqualTo(wanted.body());
      judge.proven(Elements.mediaType("downloadResult", "200", wanted.mediaType()), wanted);
      String element = Elements.parameter("downloadResult", mode);
      judge.proven(element, wanted);
      judge.proven(Elements.value(element, stub.lastAsked().url().contains("mode=proxy") ? "proxy" : "link"), wanted);
    }
  }

  private static RequestOptions options(Parameter parameter, String value) {
    return switch (parameter.name()) {
      case "X-Request-Id" -> RequestOptions.builder().requestId(value).build();
      case "Idempotency-Key" -> RequestOptions.builder().idempotencyKey(value).build();
      default -> RequestOptions.builder().header(parameter.name(), value).build();
    };
  }
}
