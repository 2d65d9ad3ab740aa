package com.vicsee.server.body;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings the numbers of a body to one form, so that two ways to write a request are the same request. */
final class JsonNumbers {
  /** Digits that a double keeps exactly, as other readers of JSON do. */
  private static final int MAX_DIGITS = 15;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonNumbers() {}

  /**
   * Returns a copy in which 5.0, which JSON Schema takes for an integer, is 5, and a number beyond 64 bits is the largest or smallest within them: no bound of
   * the contract is that far, and the validator of schemas does not compare further.
   */
  static ObjectNode normalize(ObjectNode object) {
    ObjectNode copy = NODES.objectNode();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      JsonNode value = property.getValue();
      copy.set(property.getKey(), value instanceof ObjectNode inner ? normalize(inner) : value.isNumber() ? normalize(value) : value);
    }
    return copy;
  }

  private static JsonNode normalize(JsonNode number) {
    BigDecimal value = number.decimalValue();
    // The magnitude first: a number of four characters, 1e999999999, would fill the memory when written out.
    long digits = (long) value.precision() - value.scale();
    if (value.signum() == 0) {
      return NODES.numberNode(0);
    }
    if (digits > MAX_DIGITS + 3) {
      return NODES.numberNode(value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
    return number.isFloatingPointNumber() && digits <= MAX_DIGITS && value.stripTrailingZeros().scale() <= 0
        ? NODES.numberNode(value.longValueExact())
        : number;
  }
}
