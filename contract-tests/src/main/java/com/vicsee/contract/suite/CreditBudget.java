package com.vicsee.contract.suite;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Unreached;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The credits that a run may spend. A request for which a correct server charges is sent only while its highest possible price is within the
 * budget. A request that a correct server refuses is sent until a server accepts one; from then on the run sends nothing that might cost.
 */
final class CreditBudget {

  /** The assumed price where the list of models has none. */
  private static final long UNKNOWN_PRICE = 5000;
  private static final long LONGEST_SECONDS = 60;

  private final Contract contract;
  private final Schemas schemas;
  private final String baseUrl;
  private final Settings settings;
  private final Map<String, Long> worst = new HashMap<>();
  private final Map<String, Set<String>> takes = new HashMap<>();
  private final Map<String, Long> charged = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private final Set<String> paidTasks = new HashSet<>();
  private long spent;
  private boolean accepted;

  CreditBudget(Contract contract, Schemas schemas, String baseUrl, Settings settings) {
    this.contract = contract;
    this.schemas = schemas;
    this.baseUrl = baseUrl;
    this.settings = settings;
  }

  /** How many credits were taken. */
  long spent() {
    return spent;
  }

  /** How many credits may still be spent. */
  long left() {
    return Math.max(0, settings.spend() - spent);
  }

  /** Refuses a request that may cost more than the budget. */
  void before(ApiRequest request) {
    Optional<Operation> operation = buys(request);
    if (operation.isEmpty()) {
      return;
    }
    long price = price(operation.get(), request);
    if (price > left()) {
      throw new Unreached(operation.get().id() + " may cost " + price + " credits, and " + left() + " may be spent");
    }
    if (accepted && price(operation.get()) > left()) {
      throw new Unreached("the server accepted an invalid request, so the run sends no more that may cost credits");
    }
  }

  /** Records the cost of an answer. */
  void after(Exchange exchange) {
    Optional<JsonNode> data = exchange.json().map(j -> j.path("data"));
    if (exchange.request().requestTarget().contains("/models") && exchange.status() == 200) {
      data.ifPresent(this::learn);
    }
    Optional<Operation> operation = buys(exchange.request());
    boolean taken = exchange.status() >= 200 && exchange.status() < 300;
    // The server may have charged for a purchase whose answer was lost.
    if (operation.isEmpty() || !taken && exchange.fault().isEmpty()) {
      return;
    }
    long price = price(operation.get(), exchange.request());
    kept.putIfAbsent(idempotencyKey(exchange.request()), order(operation.get(), exchange.request()));
    String task = data.map(d -> d.path("id").asString("")).orElse("");
    if (task.isEmpty() || paidTasks.add(task)) {
      Optional<Long> used = data.map(d -> d.path("creditsUsed")).filter(JsonNode::isIntegralNumber).map(JsonNode::longValue);
      spent += Math.max(0, used.orElse(price));
      used.filter(u -> u > 0).ifPresent(u -> charged.merge(order(operation.get(), exchange.request()), u, Math::max));
    }
    accepted |= taken && price == 0;
  }

  /** The paid operation that a request with a good key calls. */
  private Optional<Operation> buys(ApiRequest request) {
    String key = request.key();
    if (!key.equals(settings.key()) && !key.equals(settings.secondKey())) {
      return Optional.empty();
    }
    String path = request.url().split("[?#]", 2)[0];
    return contract.operations().stream().filter(Operation::paid).filter(o -> o.method().equals(request.method()))
        .filter(o -> path.equals(baseUrl + o.path())).findFirst();
  }

  private String idempotencyKey(ApiRequest request) {
    return request.key() + ' ' + request.header(contract.fields().idempotencyKey());
  }

  private static String order(Operation operation, ApiRequest request) {
    return operation.id() + ' ' + new String(request.body(), StandardCharsets.UTF_8);
  }

  /**
   * The highest charge of a correct server: nothing for an invalid body, an unknown model or the idempotency key of another body, and as much as before for the
   * same body.
   */
  private long price(Operation operation, ApiRequest request) {
    Optional<JsonNode> body = new Exchange(request, 200, List.of(), request.body()).json();
    if (body.isEmpty() || !schemas.isValid(operation.body().orElseThrow().schema(), body.get())) {
      return 0;
    }
    String order = order(operation, request);
    if (!request.header(contract.fields().idempotencyKey()).isEmpty() && !kept.getOrDefault(idempotencyKey(request), order).equals(order)) {
      return 0;
    }
    Long before = charged.get(order);
    if (before != null) {
      return before;
    }
    JsonNode model = body.get().path("model");
    if (model.isString()) {
      return worst.isEmpty() ? UNKNOWN_PRICE : worst.getOrDefault(model.stringValue(), 0L);
    }
    return price(operation);
  }

  /** The worst that an operation can cost with the model that its examples name, or else with any that takes one of the fields of its valid request. */
  private long price(Operation operation) {
    Set<String> named = operation.examples().stream().filter(e -> !e.isError()).map(e -> e.value().at("/data/model").asString("")).collect(Collectors.toSet());
    if (!operation.body().orElseThrow().first().has("model") && !named.isEmpty() && worst.keySet().containsAll(named)) {
      return named.stream().mapToLong(worst::get).max().orElse(UNKNOWN_PRICE);
    }
    Set<String> fields = Set.copyOf(operation.body().orElseThrow().first().propertyNames());
    return worst.entrySet().stream()
        .filter(e -> fields.contains("model") || takes.getOrDefault(e.getKey(), Set.of()).stream().anyMatch(fields::contains))
        .mapToLong(Map.Entry::getValue).max().orElse(UNKNOWN_PRICE);
  }

  /** How many units there can be at most: a second is at most as often as the model's longest output or input has one. */
  private static long seconds(JsonNode model, String unit) {
    if (!unit.contains("second")) {
      return 1;
    }
    long output = model.path("options").valueStream().filter(o -> o.path("name").asString("").equals("duration"))
        .mapToLong(o -> o.path("maximum").longValue(LONGEST_SECONDS)).max().orElse(LONGEST_SECONDS);
    return unit.equals("output_second") ? Math.min(output, LONGEST_SECONDS) : LONGEST_SECONDS;
  }

  private void learn(JsonNode models) {
    for (JsonNode model : models) {
      long most = 0;
      for (JsonNode price : model.path("prices")) {
        long times = seconds(model, price.path("unit").asString(""));
        most = Math.max(most, price.path("credits").longValue(UNKNOWN_PRICE) * times);
      }
      String id = model.path("id").asString("");
      worst.merge(id, most, Math::max);
      Set<String> names = new HashSet<>();
      // A tool calls its input otherwise than the model does; its options have one name.
      model.path("inputs").forEach(input -> names.add(input.path("name").asString("")));
      model.path("options").forEach(option -> names.add(option.path("name").asString("")));
      takes.put(id, names);
    }
  }
}
