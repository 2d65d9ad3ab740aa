package com.vicsee.contract.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A place in a body, such as `$.input.image_urls[]`. */
record BodyPath(List<String> steps) {

  private static final String ITEM = "[]";

  static BodyPath parse(String path) {
    List<String> steps = new ArrayList<>();
    for (String part : path.substring(1).replace("[]", ".[]").split("\\.")) {
      if (!part.isEmpty()) {
        steps.add(part);
      }
    }
    return new BodyPath(List.copyOf(steps));
  }

  /** The last name on the way, empty for the body itself. */
  String field() {
    return steps.stream().filter(s -> !s.equals(ITEM)).reduce((a, b) -> b).orElse("");
  }

  /** A copy of a body with a value here; missing parents are created. */
  JsonNode set(JsonNode body, JsonNode value) {
    return set(body, 0, value);
  }

  /** A copy of a body without the value here. */
  JsonNode remove(JsonNode body) {
    return set(body, 0, null);
  }

  private JsonNode set(@Nullable JsonNode node, int depth, @Nullable JsonNode value) {
    if (depth == steps.size()) {
      return value == null ? JsonNodeFactory.instance.missingNode() : value;
    }
    String step = steps.get(depth);
    if (step.equals(ITEM)) {
      ArrayNode array = node != null && node.isArray() ? (ArrayNode) node.deepCopy() : JsonNodeFactory.instance.arrayNode();
      JsonNode item = set(array.get(0), depth + 1, value);
      return array.isEmpty() ? array.add(item) : array.set(0, item);
    }
    ObjectNode object = node != null && node.isObject() ? (ObjectNode) node.deepCopy() : JsonNodeFactory.instance.objectNode();
    JsonNode member = set(object.get(step), depth + 1, value);
    if (member.isMissingNode()) {
      object.remove(step);
    } else {
      object.set(step, member);
    }
    return object;
  }
}
