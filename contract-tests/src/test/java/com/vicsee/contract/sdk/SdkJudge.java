package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.spec.Content;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Judges what the SDK made of an answer, by the answer itself and by the contract. */
final class SdkJudge {

  private static final String CHECK = "sdk-decodes";
  private static final String TARGET = "sdk";

  private final Run run;
  private final Sdk sdk;

  SdkJudge(Run run, Sdk sdk) {
    this.run = run;
    this.sdk = sdk;
  }

  /** Makes a call that fails like an example, and asserts that the SDK's exception says everything that came. */
  void fails(Example example, UnaryOperator<ApiRequest> change) {
    Operation operation = run.contract().operation(example.operation());
    assertThatThrownBy(() -> sdk.call(operation, change)).isInstanceOfSatisfying(VicSeeException.class, thrown -> {
      Exchange exchange = sdk.last();
      String repeat = exchange + "\nrepeat: " + exchange.request().toCurl();
      assertThat(thrown.status()).as(repeat).hasValue(example.statusCode());
      assertThat(thrown.rawCode()).as(repeat).hasValue(example.code());
      assertThat(thrown.code()).as(repeat).isEqualTo(ErrorCode.fromValue(example.code())).isNotEqualTo(ErrorCode.UNKNOWN);
      assertThat(thrown.code().status()).as(repeat).isEqualTo(example.statusCode());
      assertThat(thrown.code().retryable()).isEqualTo(run.contract().errors().get(example.code()).retryable());
      assertThat(thrown.apiMessage()).isEqualTo(exchange.json().orElseThrow().at("/error/message").stringValue());
      assertThat(thrown.operation().orElseThrow().operationId()).isEqualTo(operation.id());
      assertThat(thrown.getMessage()).startsWith("[" + operation.id() + "] HTTP " + example.status() + ' ' + example.code() + ": ");
      assertThat(thrown.requestId()).isEqualTo(exchange.header("X-Request-Id")).isPresent();
      assertThat(thrown.rateLimit()).contains(rateLimit(exchange));
      assertThat(thrown.retryAfter())
          .isEqualTo(exchange.header("Retry-After").map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
      proveFailure(operation, example, exchange);
    });
  }

  /** Makes a call that succeeds, and asserts that the SDK's value says everything that came. */
  ApiResponse<?> succeeds(Operation operation, UnaryOperator<ApiRequest> change) {
    ApiResponse<?> response = sdk.call(operation, change);
    decoded(operation, response, sdk.last());
    return response;
  }

  /** Asserts that a value of the SDK says everything that came. */
  void decoded(Operation operation, ApiResponse<?> response, Exchange exchange) {
    JsonNode data = exchange.json().orElseThrow().path("data");
    JsonNode model = Sdk.MODELS.valueToTree(response.body());
    assertThat(lost(data, model)).as("%s\nas the SDK has it: %s", exchange, model).isEmpty();
    assertThat(response.status()).isEqualTo(exchange.status());
    assertThat(response.requestId()).isEqualTo(exchange.header("X-Request-Id")).isPresent();
    assertThat(response.rateLimit()).contains(rateLimit(exchange));
    assertThat(response.isIdempotencyReplayed())
        .isEqualTo(exchange.header("Idempotency-Replayed").map(Boolean::parseBoolean).orElse(false));
    proveSuccess(operation, exchange);
  }

  private static RateLimit rateLimit(Exchange exchange) {
    return RateLimit.builder()
        .limit(Long.parseLong(exchange.header("X-RateLimit-Limit").orElseThrow()))
        .remaining(Long.parseLong(exchange.header("X-RateLimit-Remaining").orElseThrow()))
        .reset(Instant.parse(exchange.header("X-RateLimit-Reset").orElseThrow()))
        .build();
  }

  /** The first thing in an answer that the SDK's value does not say. */
  static Optional<String> lost(JsonNode wire, JsonNode model) {
    if (wire.isObject()) {
      return wire.properties().stream()
          .flatMap(p -> lost(p.getValue(), model.path(p.getKey())).map(l -> p.getKey() + '.' + l).stream()).findFirst();
    }
    if (wire.isArray()) {
      if (wire.size() != model.size()) {
        return Optional.of("size " + wire.size() + " is " + model.size());
      }
      for (int i = 0; i < wire.size(); i++) {
        Optional<String> lost = lost(wire.get(i), model.get(i));
        if (lost.isPresent()) {
          return lost;
        }
      }
      return Optional.empty();
    }
    boolean same = wire.isNumber() && model.isNumber() ? wire.decimalValue().compareTo(model.decimalValue()) == 0
        : wire.isNull() ? model.isNull() || model.isMissingNode() : sameText(wire, model);
    return same ? Optional.empty() : Optional.of(wire + " is " + model);
  }

  private static boolean sameText(JsonNode wire, JsonNode model) {
    if (wire.equals(model)) {
      return true;
    }
    String text = wire.asString("");
    // A time is an instant in Java; it is the moment that counts, not its digits.
    return text.matches("\\d{4}-.*Z") && model.isString() && Instant.parse(text).equals(Instant.parse(model.stringValue()));
  }

  private void proveFailure(Operation operation, Example example, Exchange exchange) {
    proven(Elements.status(operation.id(), example.status()), exchange);
    proven(Elements.errorCode(operation.id(), example.status(), example.code()), exchange);
    proven(Elements.example(example), exchange);
    proven(Elements.mediaType(operation.id(), example.status(), example.mediaType()), exchange);
    for (String path : new String[] {"$", "$.success", "$.error", "$.error.code", "$.error.message"}) {
      proven(Elements.property(operation.id(), example.status(), example.mediaType(), path), exchange);
    }
    for (String header : new String[] {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-Id",
        "Retry-After"}) {
      proven(Elements.header(operation.id(), example.status(), header), exchange);
    }
  }

  private void proveSuccess(Operation operation, Exchange exchange) {
    String status = Integer.toString(exchange.status());
    proven(operation.id(), exchange);
    proven(Elements.status(operation.id(), status), exchange);
    proven(Elements.mediaType(operation.id(), status, exchange.mediaType()), exchange);
    exchange.headers().forEach(field -> operation.responses().get(status).headers().keySet().stream()
        .filter(field.name()::equalsIgnoreCase).forEach(name -> proven(Elements.header(operation.id(), status, name), exchange)));
    Map<String, Content> contents = operation.responses().get(status).contents();
    run.schemas().walk(contents.get(exchange.mediaType()).schema(), exchange.json().orElseThrow(), (place, value) -> {
      String name = Elements.property(operation.id(), status, exchange.mediaType(), place.path());
      proven(name, exchange);
      if (value != null && value.isString()) {
        proven(Elements.value(name, value.stringValue()), exchange);
      }
    });
    if (sdk.lastAsked().header("Authorization").startsWith("Bearer ")) {
      proven(Elements.security(operation.id()), exchange);
    }
  }

  /** Notes that the SDK shows an element as it is. */
  void proven(String element, Exchange exchange) {
    run.ledger().proven(TARGET, element, CHECK, exchange);
  }
}
