package com.vicsee.contract.probe;

import com.vicsee.contract.spec.Contract;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Computes prices from a model's entry in the list, by the rules of the schema `PriceRule`. */
public final class Prices {

  /** The condition that an input is there, whatever it is. */
  public static final String PRESENT = "present";
  public static final String FACTOR = "upscale_factor";
  public static final String DURATION = "duration";

  private static final BigDecimal MEGAPIXEL = BigDecimal.valueOf(1_000_000);

  private final JsonNode model;

  /** The prices of an entry of the list. */
  public Prices(JsonNode model) {
    this.model = model;
  }

  /**
   * A priced request.
   *
   * @param options the options that are sent, as text
   * @param inputs the inputs that are sent
   * @param pixels the size of the input, 0 when it is not known
   * @param seconds the length of the input, 0 when it is not known
   */
  public record Order(Map<String, String> options, Set<String> inputs, long pixels, BigDecimal seconds) {}

  /** The first rule whose conditions all hold. */
  public Optional<JsonNode> rule(Order order) {
    Map<String, String> options = options(order);
    return model.path("prices").valueStream().filter(rule -> holds(rule, options, order)).findFirst();
  }

  /** The price of an order, if the list is enough to compute it. */
  public Optional<Long> of(Order order) {
    return rule(order).flatMap(rule -> units(rule.path("unit").asString(""), order).map(units -> units * rule.path("credits").longValue(-1)));
  }

  /** The units that are paid for, if that is known. */
  public Optional<Long> units(String unit, Order order) {
    BigDecimal output = decimal(options(order).get(DURATION));
    return switch (unit) {
      case "generation" -> Optional.of(1L);
      case "output_second" -> started(output);
      case "input_second" -> started(order.seconds());
      case "input_and_output_second" -> order.seconds().signum() > 0 && output.signum() > 0 ? started(order.seconds().add(output)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A value of an option in the type that the wire wants; the list writes all of them as text. */
  public void put(ObjectNode to, String name, String value) {
    String type = option(name).path("type").asString("string");
    switch (type) {
      case "integer" -> to.put(name, Long.parseLong(value));
      case "boolean" -> to.put(name, Boolean.parseBoolean(value));
      default -> to.put(name, value);
    }
  }

  /** The option of that name, or a missing node. */
  public JsonNode option(String name) {
    return named("options", name);
  }

  /** The input of that name, or a missing node. */
  public JsonNode input(String name) {
    return named("inputs", name);
  }

  private JsonNode named(String list, String name) {
    return model.path(list).valueStream().filter(o -> o.path("name").asString("").equals(name)).findFirst().orElse(Probe.object().path(name));
  }

  /** Why a caller cannot meet a condition of a price; empty when it can. */
  public Optional<String> impossible(String name, String value) {
    if (!input(name).isMissingNode()) {
      return value.equals(PRESENT) ? Optional.empty() : Optional.of(name + " is an input, which is `present` or not");
    }
    JsonNode option = option(name);
    if (option.isMissingNode()) {
      return Optional.of(name + " is neither an option nor an input of the model");
    }
    return takes(option, value) ? Optional.empty() : Optional.of(name + " does not accept " + value);
  }

  /** Whether an option takes a value. */
  public static boolean takes(JsonNode option, String value) {
    if (!option.path("values").isEmpty()) {
      return option.path("values").valueStream().anyMatch(v -> v.asString("").equals(value));
    }
    return switch (option.path("type").asString("")) {
      case "boolean" -> Set.of("true", "false").contains(value);
      case "integer" -> value.matches("-?\\d{1,9}") && Long.parseLong(value) >= option.path("minimum").longValue(Long.MIN_VALUE)
          && Long.parseLong(value) <= option.path("maximum").longValue(Long.MAX_VALUE);
      default -> true;
    };
  }

  /** A media address from the request examples of the contract, which the sandbox can read. */
  public static Optional<String> media(Contract contract, String mediaType) {
    Set<String> endings = contract.at("/components/schemas/UploadContentType/x-upload-types").valueStream()
        .filter(t -> t.path("mediaType").asString("").equals(mediaType)).map(t -> '.' + t.path("extension").asString(""))
        .collect(Collectors.toSet());
    return contract.operations().stream().flatMap(o -> o.body().stream()).flatMap(b -> b.examples().values().stream())
        .flatMap(JsonNode::valueStream).filter(JsonNode::isString).map(JsonNode::stringValue)
        .filter(v -> endings.stream().anyMatch(v::endsWith)).findFirst();
  }

  private Map<String, String> options(Order order) {
    Map<String, String> options = new HashMap<>();
    for (JsonNode option : model.path("options")) {
      String name = option.path("name").asString("");
      String value = order.options().getOrDefault(name, option.path("defaultValue").asString(""));
      if (!value.isEmpty()) {
        options.put(name, value);
      }
    }
    return options;
  }

  private static boolean holds(JsonNode rule, Map<String, String> options, Order order) {
    boolean all = rule.path("when").properties().stream().allMatch(c -> c.getValue().asString("").equals(PRESENT)
        ? order.inputs().contains(c.getKey()) : c.getValue().asString("").equals(options.get(c.getKey())));
    BigDecimal factor = decimal(options.get(FACTOR));
    BigDecimal output = BigDecimal.valueOf(order.pixels()).multiply(factor).multiply(factor);
    return all && (!rule.has("maxOutputMegapixels")
        || output.compareTo(MEGAPIXEL.multiply(BigDecimal.valueOf(rule.path("maxOutputMegapixels").longValue(0)))) <= 0);
  }

  /** A started second counts as a second. */
  private static Optional<Long> started(BigDecimal seconds) {
    return seconds.signum() > 0 ? Optional.of(seconds.setScale(0, RoundingMode.CEILING).longValue()) : Optional.empty();
  }

  private static BigDecimal decimal(@Nullable String value) {
    return value != null && value.matches("\\d{1,9}(\\.\\d{1,9})?") ? new BigDecimal(value) : BigDecimal.ZERO;
  }
}
