package com.vicsee.contract.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.coverage.Promise;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.support.Run;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Each check kills the mutants of its fixture, and as far as possible no other check does. All checks pass the unchanged answer. */
@ExtendWith(Run.Resolver.class)
class ResponseCheckTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private final Run run;

  ResponseCheckTest(Run run) {
    this.run = run;
  }

  @Test
  void checks_each_hasAFixtureAndEachFixtureACheck() {
    assertThat(Promise.all().stream().filter(Promise::perOperation)).extracting(Promise::id)
        .containsExactlyInAnyOrderElementsOf(Checks.ofResponses().stream().map(ResponseCheck::id).toList());
    assertThat(Promise.all().stream().filter(p -> !p.perOperation())).extracting(Promise::id)
        .containsExactlyInAnyOrderElementsOf(Checks.scenarios().stream().map(Scenario::id).toList());
  }

  @Test
  void checks_each_haveAMutant() {
    assertThat(Promise.all()).allSatisfy(promise -> assertThat(promise.fixture().path("mutants")).as(promise.id()).isNotEmpty());
  }

  @Test
  void promises_each_citeAnRfcOrAPlaceOfTheContract() {
    assertThat(Promise.all()).allSatisfy(promise -> assertThat(promise.source().matches("RFC \\d{4}, section \\d+(\\.\\d+)*")
        || promise.source().startsWith("/") && !run.contract().at(promise.source()).isMissingNode()).as(promise.id() + ": " + promise.source()).isTrue());
  }

  @TestFactory
  Stream<DynamicTest> check_mutatedAnswer_isFoundByThisCheck() {
    return Checks.ofResponses().stream().flatMap(check -> {
      JsonNode fixture = read(check.id());
      return fixture.path("mutants").valueStream().map(mutant -> dynamicTest(check.id() + ": " + mutant.path("name").stringValue(),
          () -> assertThat(checks(fixture, mutant)).isEqualTo(expected(check, mutant))));
    });
  }

  @TestFactory
  Stream<DynamicTest> check_unchangedAnswer_passesAll() {
    return Checks.ofResponses().stream().filter(c -> !read(c.id()).has("asked")).map(check -> dynamicTest(check.id(),
        () -> assertThat(checks(read(check.id()), Probe.object())).isEmpty()));
  }

  private static Set<String> expected(ResponseCheck check, JsonNode mutant) {
    Set<String> expected = new TreeSet<>(Set.of(check.id()));
    mutant.path("also").forEach(id -> expected.add(id.stringValue()));
    return expected;
  }

  private Set<String> checks(JsonNode fixture, JsonNode mutant) {
    Operation operation = run.contract().operation(fixture.path("operation").stringValue());
    Example example = example(operation, fixture.path("example").stringValue());
    Optional<Example> asked = Optional.of(fixture.path("asked")).filter(JsonNode::isString)
        .map(n -> example(operation, n.stringValue()));
    Ledger ledger = new Ledger(new Elements(run.contract(), run.schemas()));
    Examiner examiner = new Examiner(run.contract(), run.schemas(), ledger, Checks.ofResponses());
    Exchange exchange = answer(operation, example, mutant);
    Optional<Exchange> before = Optional.of(mutant.path("before")).filter(JsonNode::isObject)
        .map(headers -> answer(operation, example, Probe.object().set("headers", headers)));
    return examiner.examine("fixture", operation, asked, exchange, before, false).stream().map(Finding::check)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Example example(Operation operation, String template) {
    String name = codes(template);
    return operation.examples().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }

  private Exchange answer(Operation operation, Example example, JsonNode mutant) {
    if (mutant.has("fault")) {
      return Exchange.failed(SandboxRequest.valid(operation).to("http://127.0.0.1/api/v1"), mutant.path("fault").stringValue());
    }
    List<Exchange.Field> headers = new ArrayList<>();
    headers.add(new Exchange.Field("Content-Type", example.mediaType()));
    headers.add(new Exchange.Field("Date", date(example)));
    operation.responses().get(example.status()).headers().values().forEach(h -> {
      if (h.required() && h.example() != null) {
        headers.add(new Exchange.Field(h.name(), h.example().asString()));
      }
    });
    for (Map.Entry<String, JsonNode> header : mutant.path("headers").properties()) {
      headers.removeIf(f -> f.name().equals(header.getKey()));
      if (header.getValue().isArray()) {
        header.getValue().forEach(v -> headers.add(new Exchange.Field(header.getKey(), v.stringValue())));
      } else if (!header.getValue().isNull()) {
        headers.add(new Exchange.Field(header.getKey(), header.getValue().stringValue()));
      }
    }
    JsonNode body = example.value().deepCopy();
    for (Map.Entry<String, JsonNode> change : mutant.path("body").properties()) {
      JsonPointer pointer = JsonPointer.compile(change.getKey());
      ObjectNode parent = (ObjectNode) body.at(pointer.head());
      String name = pointer.last().getMatchingProperty();
      if (change.getValue().isString() && change.getValue().stringValue().equals("drop")) {
        parent.remove(name);
      } else {
        parent.set(name, change.getValue().isString() ? JsonNodeFactory.instance.stringNode(codes(change.getValue().stringValue()))
            : change.getValue());
      }
    }
    String text = mutant.path("rawBody").stringValue(body.toString());
    ApiRequest request = SandboxRequest.valid(operation).to("http://127.0.0.1/api/v1");
    for (Map.Entry<String, JsonNode> header : mutant.path("sent").properties()) {
      request = request.with(header.getKey(), header.getValue().stringValue());
    }
    return new Exchange(request,
        mutant.path("status").intValue(example.statusCode()), headers, text.getBytes(StandardCharsets.UTF_8)).over(mutant.path("version").asString("HTTP/1.1"));
  }

  /** The time of an answer that fits the times in an example. */
  private static String date(Example example) {
    JsonNode data = example.value().path("data");
    Instant time = Stream.of(data.path("completedAt"), data.path("createdAt"), data.path("expiresAt")).filter(t -> t.asString("").startsWith("2024-12-27")).findFirst()
        .map(t -> Instant.parse(t.stringValue()).minusSeconds(1)).orElse(Instant.parse("2024-12-27T23:59:00Z"));
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
  }

  /** A text of a fixture with the code of a condition in place of each `${condition}`. */
  private String codes(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(m -> run.contract().code(m.group(1)));
  }

  private static JsonNode read(String check) {
    return Promise.all().stream().filter(p -> p.id().equals(check)).findFirst()
        .orElseThrow(() -> new AssertionError("Check " + check + " has no fixture")).fixture();
  }
}
