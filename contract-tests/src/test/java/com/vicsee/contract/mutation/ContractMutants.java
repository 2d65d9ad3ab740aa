package com.vicsee.contract.mutation;

import com.vicsee.contract.mutation.ContractMutant.Verb;
import com.vicsee.contract.spec.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every small change of a contract: each member and item removed, each name of its own renamed, each leaf another. */
public final class ContractMutants {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TYPES = List.of("string", "integer", "boolean", "array", "object", "number");
  private static final Set<String> NAMED = Set.of("paths", "properties", "responses", "headers", "content", "schemas", "parameters", "examples",
      "securitySchemes", "mapping", "links");

  private final List<ContractMutant> found = new ArrayList<>();

  private ContractMutants() {}

  /** All small changes, in the order of the contract. */
  public static List<ContractMutant> of(JsonNode contract) {
    ContractMutants mutants = new ContractMutants();
    mutants.visit(contract, "", "", "");
    return List.copyOf(mutants.found);
  }

  /**
   * Changes all below a node.
   *
   * @param name the last name on the way that is no number
   * @param owner the one before it
   */
  private void visit(JsonNode node, String pointer, String name, String owner) {
    for (var member : node.properties()) {
      String child = Pointers.child(pointer, member.getKey());
      remove(child, label(member.getKey(), name));
      if (NAMED.contains(name) && node.isObject()) {
        add("name changed", Verb.RENAME, child, JSON.stringNode(renamed(member.getKey())));
      }
      visit(member.getValue(), child, member.getKey(), name);
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        String child = pointer + '/' + i;
        remove(child, "item of " + label(name, owner));
        visit(node.get(i), child, name, owner);
      }
      if (name.equals("required") || name.equals("enum")) {
        add(name + " with one more", Verb.SET, pointer + '/' + node.size(), JSON.stringNode("another"));
      }
    }
    if (node.isValueNode()) {
      leaf(node, pointer, name, owner);
    }
  }

  private void leaf(JsonNode node, String pointer, String name, String owner) {
    String kind = label(name, owner) + " changed";
    if (node.isIntegralNumber()) {
      add(kind, Verb.SET, pointer, JSON.numberNode(node.longValue() + 1));
      add(kind, Verb.SET, pointer, JSON.numberNode(node.longValue() - 1));
    } else if (node.isNumber()) {
      add(kind, Verb.SET, pointer, JSON.numberNode(node.doubleValue() + 0.5));
    } else if (node.isBoolean()) {
      add(kind, Verb.SET, pointer, JSON.booleanNode(!node.booleanValue()));
    } else if (node.isNull()) {
      add(kind, Verb.SET, pointer, JSON.stringNode("something"));
    } else {
      add(kind, Verb.SET, pointer, JSON.stringNode(other(node.stringValue(), name, owner)));
    }
  }

  private static String other(String text, String name, String owner) {
    if (name.equals("type") && !owner.equals("properties") && TYPES.contains(text)) {
      return TYPES.get((TYPES.indexOf(text) + 1) % TYPES.size());
    }
    return switch (name) {
      case "pattern" -> text.startsWith("^") ? text.substring(1) : "^" + text;
      case "format" -> text.equals("date-time") ? "date" : text.equals("int32") ? "int64" : text.equals("int64") ? "int32" : "uuid";
      case "$ref" -> text + "X";
      case "in" -> text.equals("query") ? "header" : "query";
      default -> text + (text.contains(" ") ? " indeed" : "x");
    };
  }

  /** Keywords are kinds; names of the contract's own are not. */
  private static String label(String name, String owner) {
    return NAMED.contains(owner) || owner.equals("value") || name.matches("\\d+") ? "member of " + owner : name;
  }

  private static String renamed(String name) {
    return name.matches("[1-5]\\d\\d") ? (name.equals("299") ? "298" : name.charAt(0) + "99") : name + "X";
  }

  private void remove(String pointer, String what) {
    add(what + " removed", Verb.REMOVE, pointer, JSON.nullNode());
  }

  private void add(String kind, Verb verb, String pointer, JsonNode to) {
    found.add(new ContractMutant(kind, verb, pointer, to));
  }
}
