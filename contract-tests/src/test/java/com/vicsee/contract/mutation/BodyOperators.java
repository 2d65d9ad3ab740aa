package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Content;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas.Place;
import com.vicsee.contract.spec.Schemas;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Findings about each place that a body's schema declares, within arrays and alternatives too. */
final class BodyOperators {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Contract contract;
  private final Schemas schemas;

  BodyOperators(Contract contract, Schemas schemas) {
    this.contract = contract;
    this.schemas = schemas;
  }

  List<Mutant> of(Operation operation, String status, Content content) {
    List<Mutant> mutants = new ArrayList<>();
    schemas.walkAll(content.schema(), (place, none) -> new Maker(operation.id(), status, place, mutants).make());
    return mutants;
  }

  private final class Maker {
    private final String operation;
    private final String status;
    private final Place place;
    private final BodyPlace target;
    private final List<Mutant> mutants;

    Maker(String operation, String status, Place place, List<Mutant> mutants) {
      this.operation = operation;
      this.status = status;
      this.place = place;
      this.target = new BodyPlace(place.path());
      this.mutants = mutants;
    }

    private void make() {
      if (place.path().equals("$")) {
        return;
      }
      if (!place.path().endsWith("[]")) {
        presence();
      }
      types();
      numbers();
      strings();
      values();
      containers();
    }

    private void presence() {
      parent("property dropped", "dropped", (object, name) -> object.remove(name) != null);
      parent("property renamed", "renamed", (object, name) -> {
        object.set(name + "X", object.get(name));
        return object.remove(name) != null;
      });
      parent("property added", "with another beside it", (object, name) -> object.putIfAbsent(name + "Undeclared", JSON.numberNode(7)) == null);
    }

    private void types() {
      change("property nulled", "null", value -> !value.isNull(), value -> JSON.nullNode());
      once("property retyped", "as a number", JsonNode::isString, value -> JSON.numberNode(7));
      once("property retyped", "as text", value -> value.isNumber() || value.isBoolean(), value -> JSON.stringNode(value.asString()));
      once("property retyped", "as a boolean", value -> value.isNumber() || value.isString(), value -> JSON.booleanNode(true));
      once("property retyped", "as a number", JsonNode::isBoolean, value -> JSON.numberNode(value.booleanValue() ? 1 : 0));
      once("property retyped", "in an array", value -> !value.isNull() && !value.isArray(), value -> JSON.arrayNode().add(value));
      once("property retyped", "in an object", value -> !value.isNull() && !value.isObject(), value -> JSON.objectNode().set("value", value));
      once("property retyped", "as text", JsonNode::isContainer, value -> JSON.stringNode(value.toString()));
      once("property retyped", "as an array", JsonNode::isObject, value -> JSON.arrayNode());
      once("property retyped", "as an object", JsonNode::isArray, value -> JSON.objectNode());
    }

    private void numbers() {
      once("property out of bounds", "with a fraction", JsonNode::isIntegralNumber, value -> JSON.numberNode(value.doubleValue() + 0.5));
      for (Map.Entry<String, Integer> bound : Map.of("minimum", -1, "maximum", 1).entrySet()) {
        JsonNode keyword = schemas.keyword(place.schemas(), bound.getKey());
        if (keyword != null) {
          once("property out of bounds", "beyond its " + bound.getKey(), JsonNode::isNumber,
              value -> JSON.numberNode(keyword.longValue() + bound.getValue()));
        }
      }
    }

    private void strings() {
      JsonNode format = schemas.keyword(place.schemas(), "format");
      if (format != null && format.asString().equals("date-time")) {
        dates();
      } else if (format != null && format.asString().equals("uri")) {
        text("property malformed", "with a blank", value -> value.replaceFirst("//", "// "));
        text("property malformed", "as a path", value -> value.replaceFirst("^[a-z]+://[^/]*", ""));
        text("property malformed", "as words", value -> "not a link");
      }
      JsonNode pattern = schemas.keyword(place.schemas(), "pattern");
      if (pattern != null) {
        text("property malformed", "with a blank before it", value -> ' ' + value);
        text("property malformed", "with a blank behind it", value -> value + ' ');
        text("property malformed", "with a line break behind it", value -> value + '\n');
        text("property malformed", "as punctuation", value -> "!?");
      }
      if (pattern != null || format != null || schemas.keyword(place.schemas(), "enum") != null || schemas.keyword(place.schemas(), "minLength") != null) {
        text("property malformed", "empty", value -> "");
      }
      JsonNode most = schemas.keyword(place.schemas(), "maxLength");
      if (most != null && most.intValue() < 100_000) {
        text("property out of bounds", "too long", value -> (value + "x").repeat(most.intValue() + 1).substring(0, most.intValue() + 1));
      }
    }

    private void dates() {
      Map<String, Function<String, String>> forms = new LinkedHashMap<>();
      DateTimeFormatter seconds = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
      forms.put("with an offset", value -> value.replace("Z", "+00:00"));
      forms.put("in another zone", value -> value.replace("Z", "+01:00"));
      forms.put("in seconds since 1970, as text", value -> Long.toString(Instant.parse(value).getEpochSecond()));
      forms.put("without milliseconds", value -> seconds.format(Instant.parse(value)));
      forms.put("with microseconds", value -> value.replace("Z", "000Z"));
      forms.put("without seconds", value -> value.substring(0, 16) + 'Z');
      forms.put("without a zone", value -> value.replace("Z", ""));
      forms.put("with a blank for T", value -> value.replace('T', ' '));
      forms.put("as a day only", value -> value.substring(0, 10));
      forms.put("as an HTTP date", value -> DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.parse(value).atOffset(ZoneOffset.UTC)));
      forms.put("as a day that is none", value -> value.replaceFirst("-\\d\\dT", "-32T"));
      forms.put("as an hour that is none", value -> value.replaceFirst("T\\d\\d", "T25"));
      forms.forEach((how, form) -> text("date form", how, form));
      change("date form", "in seconds since 1970", JsonNode::isString,
          value -> JSON.numberNode(Instant.parse(value.stringValue()).getEpochSecond()));
    }

    private void values() {
      Set<JsonNode> declared = new LinkedHashSet<>();
      place.schemas().forEach(s -> contract.at(s).path("enum").forEach(declared::add));
      if (declared.isEmpty() || place.path().equals("$.error.code")) {
        return;
      }
      change("enum value unknown", "an unknown value", JsonNode::isString, value -> JSON.stringNode("unheard-of"));
      change("enum value unknown", "in capitals with a blank", JsonNode::isString, value -> JSON.stringNode(value.stringValue() + ' '));
      for (JsonNode other : declared) {
        change("enum value swapped", "always " + other, value -> !value.equals(other) && value.getNodeType() == other.getNodeType(),
            value -> other);
      }
    }

    private void containers() {
      change("array changed", "emptied", value -> value.isArray() && !value.isEmpty(), value -> JSON.arrayNode());
      JsonNode least = schemas.keyword(place.schemas(), "minItems");
      if (least != null) {
        change("array changed", "with one item less", value -> value.isArray() && value.size() == least.intValue(),
            value -> cut((ArrayNode) value));
      }
      JsonNode most = schemas.keyword(place.schemas(), "maxItems");
      if (most != null && most.intValue() < 1000) {
        change("array changed", "with too many items", value -> value.isArray() && !value.isEmpty(), value -> {
          ArrayNode longer = (ArrayNode) value.deepCopy();
          while (longer.size() <= most.intValue()) {
            longer.add(value.get(0).deepCopy());
          }
          return longer;
        });
      }
      change("property added", "with an undeclared property in it", value -> value.isObject() && isClosed(),
          value -> ((ObjectNode) value.deepCopy()).put("undeclared", 7));
    }

    private boolean isClosed() {
      return place.schemas().stream().noneMatch(s -> contract.at(s).has("additionalProperties"));
    }

    private static ArrayNode cut(ArrayNode value) {
      ArrayNode shorter = value.deepCopy();
      shorter.remove(0);
      return shorter;
    }

    private void text(String kind, String how, Function<String, String> form) {
      once(kind, how, JsonNode::isString, value -> JSON.stringNode(form.apply(value.stringValue())));
    }

    private void parent(String kind, String how, BiPredicate<ObjectNode, String> change) {
      boolean all = !place.required();
      mutants.add(Mutant.of(kind, operation, status, place.path() + ' ' + how,
          original -> Answers.json(original, body -> target.parent(body, all, change))));
    }

    /** Changes one place; that is a fault already. */
    private void once(String kind, String how, Predicate<JsonNode> which, Function<JsonNode, JsonNode> change) {
      mutants.add(Mutant.of(kind, operation, status, place.path() + ' ' + how,
          original -> Answers.json(original, body -> target.first(body, which, change))));
    }

    /** Changes all places, since a single one could be right by chance. */
    private void change(String kind, String how, Predicate<JsonNode> which, Function<JsonNode, JsonNode> change) {
      mutants.add(Mutant.of(kind, operation, status, place.path() + ' ' + how,
          original -> Answers.json(original, body -> target.each(body, which, change))));
    }
  }
}
