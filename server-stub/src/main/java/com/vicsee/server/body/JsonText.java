package com.vicsee.server.body;

import com.vicsee.server.error.ApiProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rejects characters that JSON can escape and other formats cannot store. */
final class JsonText {
  private static final String RULE = "must be Unicode text without U+0000 and without unpaired surrogates";

  private JsonText() {}

  /** Rejects U+0000, which PostgreSQL does not store, and half a surrogate pair, which UTF-8 does not have (RFC 8259, section 8.2). */
  static void check(ObjectNode body) {
    check(new ArrayDeque<>(), body);
  }

  private static void check(Deque<Object> path, JsonNode node) {
    if (node.isString() && !isText(node.stringValue())) {
      throw ApiProblem.invalidParameter(SchemaProblems.field(path), RULE);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      path.addLast(i);
      check(path, node.get(i));
      path.removeLast();
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!isText(property.getKey())) {
        throw ApiProblem.invalidParameter(path.isEmpty() ? "body" : SchemaProblems.field(path), "has a field whose name " + RULE);
      }
      path.addLast(property.getKey());
      check(path, property.getValue());
      path.removeLast();
    }
  }

  /** It takes one pass over the characters. A string may have millions of them. */
  private static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
