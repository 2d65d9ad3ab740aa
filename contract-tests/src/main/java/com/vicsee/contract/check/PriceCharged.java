package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Prices;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The charge for a request is the price that the list of models states for its inputs. On the sandbox the run pays every price once, elsewhere the lowest of
 * each unit, within the budget.
 */
public final class PriceCharged implements Scenario {

  private static final String LIST = "listModels";
  private static final String GENERATE = "generateMedia";
  private static final String DIMENSIONS = "detected_dimensions";
  private static final String LENGTH = "detected_duration";

  /** Keeps a task of the sandbox in progress, so that it renders nothing and keeps its place. */
  private static final String UNDER_WAY = "sandbox:slow=900s";

  /** How many purchases there are between two resets, so that free places remain. */
  private static final int AT_ONCE = 40;

  /** A purchase, and its entry in the list. */
  private record Purchase(Operation operation, ObjectNode body, Prices prices, Prices.Order order) {}

  @Override
  public int turn() {
    // Before others have spent what the dearest of its purchases may cost.
    return 30;
  }

  @Override
  public void run(Probe probe) {
    Operation list = probe.operation(LIST);
    Exchange listed = probe.send(list, probe.valid(list));
    List<JsonNode> models = listed.data().valueStream().toList();
    probe.refresh();
    Map<String, BigDecimal> lengths = new HashMap<>();
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid() && !operation.id().equals(GENERATE)) {
        upscale(probe, operation, models, lengths);
      }
    }
    if (probe.contract().operations().stream().anyMatch(o -> o.id().equals(GENERATE))) {
      generate(probe, models, lengths);
    }
  }

  private static void generate(Probe probe, List<JsonNode> models, Map<String, BigDecimal> lengths) {
    List<Purchase> purchases = new ArrayList<>();
    models.forEach(model -> model.path("prices").forEach(rule -> purchase(probe, model, rule, lengths).ifPresent(purchases::add)));
    if (probe.world().isSandbox()) {
      buy(probe, purchases);
      return;
    }
    if (Purchases.of(probe, probe.operation(GENERATE)).isEmpty()) {
      return;
    }
    Map<String, Purchase> least = new LinkedHashMap<>();
    purchases.stream().filter(p -> p.order().inputs().isEmpty()).sorted(Comparator.comparing(p -> p.prices().of(p.order()).orElse(Long.MAX_VALUE)))
        .forEach(p -> least.putIfAbsent(p.prices().rule(p.order()).orElseThrow().path("unit").asString(""), p));
    least.values().forEach(p -> buy(probe, List.of(p)));
    probe.skip("the other prices, which cost more credits");
  }

  /** The request that costs a price, if the list alone describes it. */
  private static Optional<Purchase> purchase(Probe probe, JsonNode model, JsonNode rule, Map<String, BigDecimal> lengths) {
    Prices prices = new Prices(model);
    if (!prices.option(Prices.FACTOR).isMissingNode()) {
      // The tools have this option, and report the detected input.
      return Optional.empty();
    }
    ObjectNode input = Probe.object().put("prompt", "A lighthouse" + (probe.world().isSandbox() ? ' ' + UNDER_WAY : " at dawn"));
    Map<String, String> options = new HashMap<>();
    Set<String> inputs = new HashSet<>();
    BigDecimal seconds = BigDecimal.ZERO;
    for (JsonNode media : model.path("inputs")) {
      String name = media.path("name").asString("");
      Optional<String> url = Prices.media(probe.contract(), media.path("mediaType").asString(""));
      boolean needed = rule.path("when").has(name) || media.path("required").booleanValue(false);
      if (needed && url.isPresent()) {
        input.putArray(name).add(url.get());
        inputs.add(name);
        seconds = lengths.getOrDefault(url.get(), seconds);
      } else if (needed) {
        return Optional.empty();
      }
    }
    for (Map.Entry<String, JsonNode> when : rule.path("when").properties()) {
      if (!inputs.contains(when.getKey())) {
        options.put(when.getKey(), when.getValue().asString(""));
        prices.put(input, when.getKey(), when.getValue().asString(""));
      }
    }
    ObjectNode body = Probe.object().put("model", model.path("id").asString(""));
    body.set("input", input);
    Prices.Order order = new Prices.Order(options, inputs, 0, seconds);
    return prices.of(order).map(price -> new Purchase(probe.operation(GENERATE), body, prices, order));
  }

  private static void buy(Probe probe, List<Purchase> purchases) {
    for (int from = 0; from < purchases.size(); from += AT_ONCE) {
      probe.refresh();
      long before = probe.balance(probe.richKey());
      long sum = 0;
      Exchange last = null;
      for (Purchase purchase : purchases.subList(from, Math.min(purchases.size(), from + AT_ONCE))) {
        last = Purchases.buy(probe, purchase.operation(), request(probe, purchase.operation(), purchase.body()));
        sum += purchase.prices().of(purchase.order()).orElse(0L);
        charged(probe, purchase, last);
      }
      if (last != null) {
        balanced(probe, last, before, sum);
      }
    }
  }

  /** The balance falls by the prices. On another server, other clients may use the account meanwhile; there `credits-add-up` observes it. */
  private static void balanced(Probe probe, Exchange last, long before, long sum) {
    if (!probe.world().isSandbox()) {
      return;
    }
    long after = probe.balance(probe.richKey());
    probe.expect(after == before - sum, Elements.property("getCredits", "200", "application/json", "$.data.credits"), last,
        "a balance of " + after + " after " + before, (before - sum) + ", less the " + sum + " of the list of models",
        "/components/schemas/CreditBalance/properties/credits");
  }

  private static void charged(Probe probe, Purchase purchase, Exchange exchange) {
    long price = purchase.prices().of(purchase.order()).orElse(-1L);
    long used = exchange.data().path("creditsUsed").longValue(-1);
    expect(probe, purchase.operation(), "creditsUsed", used == price, exchange, "creditsUsed " + used + " for " + purchase.body(),
        price + " credits, by the rule " + purchase.prices().rule(purchase.order()).map(JsonNode::toString).orElse("(none)"));
  }

  /** Buys with each factor, and with the greatest one also inputs at both ends of each tier. */
  private static void upscale(Probe probe, Operation operation, List<JsonNode> models, Map<String, BigDecimal> lengths) {
    if (!probe.world().isSandbox()) {
      probe.skip(operation.id() + " needs an input that only the sandbox is sure to read");
      return;
    }
    ObjectNode example = (ObjectNode) operation.body().orElseThrow().first().deepCopy();
    String factors = operation.body().orElseThrow().schema() + "/properties/" + Prices.FACTOR;
    Optional<JsonNode> model = Optional.empty();
    long square = 1;
    for (JsonNode factor : probe.contract().at(factors).path("enum")) {
      model = upscale(probe, operation, example.put(Prices.FACTOR, factor.asString()), models, lengths);
      square = factor.asLong() * factor.asLong();
    }
    for (JsonNode rule : model.map(m -> m.path("prices")).orElse(Probe.object())) {
      long height = rule.path("maxOutputMegapixels").longValue(0) * 1000 / square;
      for (long at : height > 0 ? new long[] {height, height + 1} : new long[0]) {
        upscale(probe, operation, sized(example, at), models, lengths);
      }
    }
  }

  /** The inputs of the sandbox have the size in their names. */
  private static ObjectNode sized(ObjectNode example, long height) {
    ObjectNode sized = example.deepCopy();
    example.properties().stream().filter(m -> m.getValue().asString("").contains("://"))
        .forEach(m -> sized.put(m.getKey(), m.getValue().stringValue().replaceFirst("\\d+x\\d+", "1000x" + height)));
    return sized;
  }

  /** Buys an upscaling, and returns the list entry of its model. */
  private static Optional<JsonNode> upscale(Probe probe, Operation operation, ObjectNode body, List<JsonNode> models, Map<String, BigDecimal> lengths) {
    ObjectNode slow = body.deepCopy();
    Optional<String> url = body.valueStream().map(v -> v.asString("")).filter(v -> v.contains("://")).findFirst();
    body.properties().stream().filter(m -> m.getValue().asString("").contains("://"))
        .forEach(m -> slow.put(m.getKey(), m.getValue().stringValue() + '?' + UNDER_WAY));
    long before = probe.balance(probe.richKey());
    Exchange exchange = probe.send(operation, request(probe, operation, slow));
    JsonNode data = exchange.data();
    Optional<JsonNode> model = models.stream().filter(m -> m.path("id").equals(data.path("model"))).findFirst();
    expect(probe, operation, "model", model.isPresent(), exchange, "model " + data.path("model"), "a model of the list");
    if (model.isEmpty()) {
      return model;
    }
    JsonNode found = data.path("input");
    BigDecimal seconds = found.path(LENGTH).asString("").matches("\\d{1,6}(\\.\\d{1,6})?s")
        ? new BigDecimal(found.path(LENGTH).stringValue().replace("s", "")) : BigDecimal.ZERO;
    url.ifPresent(u -> lengths.put(u, seconds));
    Prices.Order order = new Prices.Order(Map.of(Prices.FACTOR, body.path(Prices.FACTOR).asString("")), Set.of(), pixels(found), seconds);
    Purchase purchase = new Purchase(operation, slow, new Prices(model.get()), order);
    charged(probe, purchase, exchange);
    balanced(probe, exchange, before, purchase.prices().of(order).orElse(0L));
    purchase.prices().rule(order).ifPresent(rule -> stated(probe, purchase, rule, found, exchange));
    return model;
  }

  /** The answer states the same price as the list. */
  private static void stated(Probe probe, Purchase purchase, JsonNode rule, JsonNode found, Exchange exchange) {
    Map<String, JsonNode> wanted = new LinkedHashMap<>();
    wanted.put(Prices.FACTOR, purchase.body().path(Prices.FACTOR));
    wanted.put("output_tier", rule.path("tier"));
    wanted.put("credits_per_second", rule.path("credits"));
    wanted.forEach((name, value) -> expect(probe, purchase.operation(), "input." + name, value.isMissingNode() || !found.has(name) || value.equals(found.path(name)),
        exchange, name + ' ' + found.path(name), value + ", as in the request and the list of models"));
    long billed = purchase.prices().units("input_second", purchase.order()).orElse(-1L);
    expect(probe, purchase.operation(), "input.billed_seconds", !found.has("billed_seconds") || found.path("billed_seconds").longValue(-1) == billed, exchange,
        "billed_seconds " + found.path("billed_seconds") + " of " + found.path(LENGTH), billed + ", since a started second counts");
  }

  private static long pixels(JsonNode found) {
    String[] sides = found.path(DIMENSIONS).asString("").split("×", 2);
    boolean known = sides.length == 2 && sides[0].matches("\\d{1,6}") && sides[1].matches("\\d{1,6}");
    return known ? Long.parseLong(sides[0]) * Long.parseLong(sides[1]) : 0;
  }

  private static ApiRequest request(Probe probe, Operation operation, JsonNode body) {
    return probe.changed(operation, Probe.object().put("key", probe.richKey()).set("body", body));
  }

  private static void expect(Probe probe, Operation operation, String name, boolean holds, Exchange exchange, String received, String documented) {
    probe.expect(holds, Elements.property(operation.id(), "200", "application/json", "$.data." + name), exchange, received, documented,
        "/components/schemas/PriceRule");
  }
}
