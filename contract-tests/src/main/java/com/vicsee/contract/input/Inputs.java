package com.vicsee.contract.input;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Excerpt;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas.Place;
import com.vicsee.contract.spec.Schemas;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bodies that try each element of an operation's request schema: every bound on both sides, each type, each required field missing,
 * each value of an enum and one outside it. The schema itself decides which of them are valid.
 */
public final class Inputs {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONG = 1_000_000;
  private static final List<String> STRANGE = List.of("", " ", "§", "x y", "ÿ\u0000", "../..", "<script>", "ftp://host/x", "-1", "\uD83D\uDE00");

  private final Contract contract;
  private final Schemas schemas;
  private final Operation operation;
  private final String schema;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, List<JsonNode>> lengths = new HashMap<>();

  /** Prepares the inputs of an operation that has a body. */
  public Inputs(Contract contract, Schemas schemas, Operation operation) {
    this.contract = contract;
    this.schemas = schemas;
    this.operation = operation;
    this.schema = operation.body().orElseThrow().schema();
    schemas.walkAll(schema, (place, none) -> places.put(place.path(), place));
  }

  /** All inputs that are made of a base, which is a valid body. */
  public List<Input> of(JsonNode base) {
    List<Input> inputs = new ArrayList<>();
    for (Place place : places.values()) {
      presence(inputs, base, place);
      types(inputs, base, place);
      values(inputs, base, place);
      bounds(inputs, base, place);
    }
    return inputs;
  }

  private void presence(List<Input> inputs, JsonNode base, Place place) {
    BodyPath path = BodyPath.parse(place.path());
    String name = Elements.body(operation.id(), place.path());
    add(inputs, name, "with an example", place, base, sample(place));
    if (place.required() && !path.steps().isEmpty() && !place.path().endsWith("[]")) {
      add(inputs, Elements.constraint(name, "required"), "missing", place, path.remove(path.set(base, sample(place))));
    }
    JsonNode open = schemas.keyword(place.schemas(), "additionalProperties");
    if (open != null && open.isBoolean()) {
      JsonNode object = BodyPath.parse("$.x_unknown").set(value(base, place), JSON.stringNode("x"));
      add(inputs, Elements.constraint(name, "additionalProperties"), "with an unknown field", place, base, object);
    }
  }

  private void types(List<Input> inputs, JsonNode base, Place place) {
    String element = Elements.constraint(Elements.body(operation.id(), place.path()), "type");
    ObjectNode object = JSON.objectNode().put("a", 1);
    List<JsonNode> others = List.of(JSON.nullNode(), JSON.booleanNode(true), JSON.numberNode(7),
        JSON.numberNode(new BigDecimal("1.5")), JSON.stringNode("7"), JSON.stringNode("true"), JSON.arrayNode(),
        JSON.arrayNode().add(sample(place)), object, JSON.objectNode());
    for (JsonNode other : others) {
      if (!schemas.isValid(place.schemas().get(0), other)) {
        add(inputs, element, "as " + other.getNodeType() + ' ' + Excerpt.of(other.toString(), 40), place, base, other);
      }
    }
  }

  private void values(List<Input> inputs, JsonNode base, Place place) {
    String name = Elements.body(operation.id(), place.path());
    JsonNode values = schemas.keyword(place.schemas(), "enum");
    if (values != null) {
      for (JsonNode value : values) {
        add(inputs, Elements.value(name, value.asString()), "as " + value, place, base, value);
        add(inputs, Elements.constraint(name, "enum"), "in other letters", place, base, JSON.stringNode(swapCase(value.asString())));
        add(inputs, Elements.constraint(name, "enum"), "with a blank", place, base, JSON.stringNode(value.asString() + ' '));
      }
      add(inputs, Elements.constraint(name, "enum"), "left", place, base, JSON.stringNode("x-" + values.get(0).asString()));
    }
    for (String keyword : List.of("pattern", "format")) {
      if (schemas.keyword(place.schemas(), keyword) != null) {
        for (String strange : STRANGE) {
          if (!schemas.isValid(place.schemas().get(0), JSON.stringNode(strange))) {
            add(inputs, Elements.constraint(name, keyword), "as " + JSON.stringNode(strange), place, base, JSON.stringNode(strange));
          }
        }
        add(inputs, Elements.constraint(name, keyword), "as it should be", place, base, sample(place));
      }
    }
  }

  private void bounds(List<Input> inputs, JsonNode base, Place place) {
    lengths(inputs, base, place, "minLength", -1);
    lengths(inputs, base, place, "maxLength", 1);
    numbers(inputs, base, place, "minimum", -1);
    numbers(inputs, base, place, "maximum", 1);
    items(inputs, base, place, "minItems", -1);
    items(inputs, base, place, "maxItems", 1);
  }

  private void lengths(List<Input> inputs, JsonNode base, Place place, String keyword, int outward) {
    JsonNode bound = schemas.keyword(place.schemas(), keyword);
    if (bound == null) {
      return;
    }
    String element = Elements.constraint(Elements.body(operation.id(), place.path()), keyword);
    for (int length : new int[] {bound.intValue(), bound.intValue() + outward}) {
      boolean inside = length == bound.intValue();
      // Some texts have megabytes; they are shared by all bases and by all places of one schema.
      for (JsonNode value : lengths.computeIfAbsent(place.schemas() + " " + keyword + ' ' + length, k -> ofLength(place, length, inside, outward))) {
        add(inputs, element, length + " characters", place, base, value);
      }
    }
  }

  /** All valid texts of a length, or one invalid text. One is enough when it has megabytes. */
  private List<JsonNode> ofLength(Place place, int length, boolean inside, int outward) {
    // The shortest text that fits a pattern is rarely usable: an address without a host, a model without a name.
    boolean meaningless = inside && outward < 0 && schemas.keyword(place.schemas(), "pattern") != null;
    if (meaningless || length < 0) {
      return List.of();
    }
    return texts(place, length).map(text -> (JsonNode) JSON.stringNode(text)).filter(value -> schemas.isValid(place.schemas().get(0), value) == inside)
        .limit(inside && length < LONG ? Integer.MAX_VALUE : 1).distinct().toList();
  }

  /** Texts of a length, the likelier to be valid first, each made when it is asked for. */
  private Stream<String> texts(Place place, int length) {
    String example = sample(place).asString();
    return Stream.of(example + '?', example, example.replaceFirst("(.).*", "$1"), "")
        .map(start -> start.length() > length ? start.substring(0, length) : start + "a".repeat(length - start.length()));
  }

  private void numbers(List<Input> inputs, JsonNode base, Place place, String keyword, int outward) {
    JsonNode bound = schemas.keyword(place.schemas(), keyword);
    if (bound != null) {
      String element = Elements.constraint(Elements.body(operation.id(), place.path()), keyword);
      for (long number : new long[] {bound.longValue(), bound.longValue() + outward, outward * Long.MAX_VALUE}) {
        add(inputs, element, "as " + number, place, base, JSON.numberNode(number));
      }
    }
  }

  private void items(List<Input> inputs, JsonNode base, Place place, String keyword, int outward) {
    JsonNode bound = schemas.keyword(place.schemas(), keyword);
    if (bound != null) {
      String element = Elements.constraint(Elements.body(operation.id(), place.path()), keyword);
      JsonNode item = sample(places.get(place.path() + "[]"));
      for (int size : new int[] {bound.intValue(), bound.intValue() + outward}) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < size; i++) {
          array.add(item);
        }
        add(inputs, element, size + " items", place, base, array);
      }
    }
  }

  private void add(List<Input> inputs, String element, String what, Place place, JsonNode base, JsonNode value) {
    add(inputs, element, what, place, BodyPath.parse(place.path()).set(base, value));
  }

  private void add(List<Input> inputs, String element, String what, Place place, JsonNode body) {
    String keyword = element.substring(element.lastIndexOf(' ') + 1);
    String owner = place.schemas().get(0);
    String pointer = contract.at(owner).has(keyword) ? owner + '/' + keyword : owner;
    inputs.add(new Input(element, what, schemas.isValid(schema, body), BodyPath.parse(place.path()).field(), pointer, body));
  }

  private static JsonNode value(JsonNode base, Place place) {
    JsonNode at = base;
    for (String step : BodyPath.parse(place.path()).steps()) {
      at = step.equals("[]") ? at.path(0) : at.path(step);
    }
    return at.isMissingNode() ? JSON.objectNode() : at;
  }

  /** A valid value of a place. */
  private JsonNode sample(@Nullable Place place) {
    if (place == null) {
      return JSON.objectNode();
    }
    JsonNode examples = schemas.keyword(place.schemas(), "examples");
    if (examples != null && !examples.isEmpty()) {
      return examples.get(0);
    }
    JsonNode type = schemas.keyword(place.schemas(), "type");
    if (type != null && type.asString().equals("array")) {
      return JSON.arrayNode().add(sample(places.get(place.path() + "[]")));
    }
    ObjectNode object = JSON.objectNode();
    Set<String> required = place.schemas().stream().flatMap(s -> contract.at(s).path("required").valueStream())
        .map(JsonNode::stringValue).collect(Collectors.toSet());
    for (String name : required) {
      object.set(name, sample(places.get(place.path() + '.' + name)));
    }
    return object;
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    for (char c : text.toCharArray()) {
      swapped.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return swapped.toString();
  }
}
