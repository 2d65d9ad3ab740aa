package com.vicsee.contract.spec;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The JSON request body of an operation.
 *
 * @param schema the pointer of its schema
 * @param examples the values of its examples, by name, in the order of the file
 * @param pointer where it is written
 */
public record Body(String schema, Map<String, JsonNode> examples, String pointer) {

  /** The first example, which is valid. */
  public JsonNode first() {
    return examples.values().iterator().next();
  }
}
