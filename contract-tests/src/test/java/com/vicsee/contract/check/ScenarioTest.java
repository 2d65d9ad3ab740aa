package com.vicsee.contract.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.support.Contract;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.SandboxRequest;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import com.vicsee.contract.target.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each scenario finds a lie that is made for it: the stub, with one thing in its requests or answers changed. */
@ExtendWith(Run.Resolver.class)
class ScenarioTest {

  private static final String IMAGE = "upscaleImage";
  private static final String UPLOAD = "createUpload";

  /** The lie for each scenario, and the operation that it is told at. */
  private static final Map<String, Lie> LIES = Map.ofEntries(
      asked("authentication-enforced", UPLOAD, r -> r.header("Authorization").startsWith("Basic"),
          r -> r.with("Authorization", "Bearer " + SandboxRequest.KEY)),
      answered("methods-closed", UPLOAD, e -> e.status() == 405, e -> header(e, "Allow", "POST, DELETE")),
      answered("head-like-get", "getCredits", e -> e.request().method().equals("HEAD"), e -> header(e, "Content-Type", "text/plain")),
      answered("quota-counted", "getCredits", e -> true, e -> header(e, "X-RateLimit-Remaining", "42")),
      answered("request-id-echoed", UPLOAD, e -> true, e -> header(e, "X-Request-Id", "req-always")),
      answered("credits-add-up", IMAGE, e -> e.text().contains("creditsRemaining"),
          e -> body(e, e.text().replaceAll("(\"creditsRemaining\":\\d+)", "$11"))),
      answered("replay-equal", IMAGE, e -> e.header("Idempotency-Replayed").isPresent(), e -> body(e, e.text() + ' ')),
      answered("life-cycle-forward", IMAGE, e -> e.text().contains("\"completed\""),
          e -> body(e, e.text().replace("\"progress\":100", "\"progress\":0"))),
      answered("ranges-served", "downloadResult", e -> e.status() == 206, e -> header(e, "Content-Range", "bytes 0-1/2")),
      asked("content-negotiated", UPLOAD, r -> r.header("Accept").equals("text/html"), r -> r.with("Accept", "*/*")),
      asked("compression-refused", UPLOAD, r -> r.header("Content-Encoding").equals("gzip") && r.body()[0] == 0x1f,
          r -> r.with("Content-Encoding", null).withBody(unzipped(r))),
      asked("unknown-paths-enveloped", "getTask", r -> r.url().endsWith("/no-such-path"),
          r -> r.withUrl(r.url().replace("no-such-path", "tasks/task_sandbox_completed"))),
      asked("filters-applied", "listModels", r -> true, r -> r.withUrl(r.url().replace("?type=music", ""))),
      asked("paths-parsed", "getTask", r -> true, r -> r.withUrl(r.url().replace("/A-_9", "/task_sandbox_completed"))),
      asked("negative-refused", UPLOAD, r -> true,
          r -> r.withBody(text(r).replace("\"sizeBytes\":\"7\"", "\"sizeBytes\":7").getBytes(StandardCharsets.UTF_8))),
      asked("positive-accepted", UPLOAD, r -> true,
          r -> r.withBody(text(r).replace("audio/wav", "audio/none").getBytes(StandardCharsets.UTF_8))),
      answered("random-judged", UPLOAD, e -> e.status() == 400, e -> new Exchange(e.request(), 500, e.headers(), e.body())));

  private final Run run;

  ScenarioTest(Run run) {
    this.run = run;
  }

  private record Lie(String operation, BiFunction<Target, ApiRequest, Exchange> teller) {}

  @Test
  void scenarios_list_hasALieForEachAndNoOther() {
    assertThat(Checks.scenarios()).extracting(Scenario::id).hasSameElementsAs(LIES.keySet());
  }

  @TestFactory
  Stream<DynamicTest> scenario_stubThatTellsOneLie_findsIt() {
    return Checks.scenarios().stream().map(scenario -> dynamicTest(scenario.id(), () -> {
      Lie lie = LIES.get(scenario.id());
      Contract contract = run.contract().only(Set.of(lie.operation()));
      Ledger ledger = new Ledger(new Elements(contract, run.schemas()));
      Examiner examiner = new Examiner(contract, run.schemas(), ledger, Checks.ofResponses());
      assertThat(Probe.run(examiner, liar(lie), scenario, run::resetStub)).extracting(Finding::check).contains(scenario.id());
    }));
  }

  private Target liar(Lie lie) {
    Target stub = run.stub();
    return new Target() {
      @Override
      public String name() {
        return "liar";
      }

      @Override
      public String baseUrl() {
        return stub.baseUrl();
      }

      @Override
      public Exchange send(ApiRequest request) {
        return lie.teller().apply(stub, request);
      }
    };
  }

  private interface Condition<T> {
    boolean holds(T value);
  }

  /** A server that understands a request as another one. */
  private static Map.Entry<String, Lie> asked(String scenario, String operation, Condition<ApiRequest> when,
      UnaryOperator<ApiRequest> change) {
    return Map.entry(scenario, new Lie(operation, (stub, request) -> {
      Exchange exchange = stub.send(when.holds(request) ? change.apply(request) : request);
      return new Exchange(request, exchange.status(), exchange.headers(), exchange.body());
    }));
  }

  /** A server that answers otherwise. */
  private static Map.Entry<String, Lie> answered(String scenario, String operation, Condition<Exchange> when,
      UnaryOperator<Exchange> change) {
    return Map.entry(scenario, new Lie(operation, (stub, request) -> {
      Exchange exchange = stub.send(request);
      return when.holds(exchange) ? change.apply(exchange) : exchange;
    }));
  }

  private static Exchange header(Exchange exchange, String name, String value) {
    List<Exchange.Field> headers = exchange.headers().stream()
        .map(f -> f.name().equalsIgnoreCase(name) ? new Exchange.Field(f.name(), value) : f).toList();
    return new Exchange(exchange.request(), exchange.status(), headers, exchange.body());
  }

  private static Exchange body(Exchange exchange, String text) {
    return new Exchange(exchange.request(), exchange.status(), exchange.headers(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] unzipped(ApiRequest request) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ApiRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }
}
