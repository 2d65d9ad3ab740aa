package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Excerpt;
import com.vicsee.contract.spec.Pointers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One small change of a contract.
 *
 * @param kind what is changed, in a few words
 * @param verb `set`, `remove` or `rename`
 * @param pointer the node that is changed
 * @param to the new value, or the new name; null, as JSON, where there is none
 */
public record ContractMutant(String kind, Verb verb, String pointer, JsonNode to) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is done to the node. */
  public enum Verb {
    SET, REMOVE, RENAME;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The name that the change has in every report. */
  public String id() {
    String text = to.toString();
    return verb + " " + pointer + (verb == Verb.REMOVE ? "" : " to " + Excerpt.of(text, 60));
  }

  /** The contract with the change. */
  public JsonNode applyTo(JsonNode contract) {
    JsonNode root = contract.deepCopy();
    int end = pointer.lastIndexOf('/');
    JsonNode parent = root.at(JsonPointer.compile(pointer.substring(0, end)));
    String name = pointer.substring(end + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ObjectNode object) {
      switch (verb) {
        case SET -> object.set(name, to);
        case REMOVE -> object.remove(name);
        case RENAME -> rename(object, name, to.stringValue());
      }
    } else if (parent instanceof ArrayNode array) {
      if (verb == Verb.REMOVE) {
        array.remove(Integer.parseInt(name));
      } else if (Integer.parseInt(name) < array.size()) {
        array.set(Integer.parseInt(name), to);
      } else {
        array.add(to);
      }
    }
    return root;
  }

  private static void rename(ObjectNode object, String name, String other) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    object.properties().forEach(m -> members.put(m.getKey().equals(name) ? other : m.getKey(), Objects.requireNonNull(m.getValue())));
    object.removeAll();
    members.forEach(object::set);
  }

  /** The change as the tools of the contract read it, in one line. */
  public String toLine() {
    ObjectNode line = JSON.createObjectNode().put("id", id()).put(verb.toString(), pointer);
    return (verb == Verb.REMOVE ? line : line.set("to", to)).toString();
  }

  /** The pointer of a member. */
  static String child(String pointer, String name) {
    return Pointers.child(pointer, name);
  }
}
