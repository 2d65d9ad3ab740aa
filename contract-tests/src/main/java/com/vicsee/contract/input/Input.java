package com.vicsee.contract.input;

import tools.jackson.databind.JsonNode;

/**
 * A request body that tries one element of the contract.
 *
 * @param element the id of the element
 * @param what the change, in words
 * @param valid whether the body is valid by its schema
 * @param field the name of the field; empty for the body itself
 * @param pointer where the contract says so
 */
public record Input(String element, String what, boolean valid, String field, String pointer, JsonNode body) {

  /** About how many bytes it has. */
  public int size() {
    return size(body);
  }

  private static int size(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().length();
    }
    return node.valueStream().mapToInt(Input::size).sum();
  }

  @Override
  public String toString() {
    return element + ": " + what;
  }
}
