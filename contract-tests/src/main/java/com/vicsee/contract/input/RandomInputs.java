package com.vicsee.contract.input;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random bodies of an operation, by its schema. The same seed makes the same bodies. A body that shows a fault is shrunk to a smaller one
 * that still shows it.
 */
public final class RandomInputs {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String LETTERS = "abcXYZ019-_:/. \"'\\{}[]<>&%$#@!~\n\t\u0000äßŁ漢字\u200F\uFEFF\u2028İı";
  private static final int SHRINK_TRIES = 300;

  private final Contract contract;
  private final Schemas schemas;
  private final Operation operation;
  private final Random random;

  /** Prepares the random inputs of an operation that has a body. */
  public RandomInputs(Contract contract, Schemas schemas, Operation operation, long seed) {
    this.contract = contract;
    this.schemas = schemas;
    this.operation = operation;
    this.random = new Random(seed);
  }

  /** A body that is valid by its schema. */
  public JsonNode valid() {
    String schema = operation.body().orElseThrow().schema();
    for (int i = 0; i < 50; i++) {
      JsonNode body = value(schema, "$");
      if (schemas.isValid(schema, body)) {
        return body;
      }
    }
    return operation.body().orElseThrow().first();
  }

  /** A body that breaks its schema in one random place. */
  public JsonNode invalid() {
    String schema = operation.body().orElseThrow().schema();
    while (true) {
      JsonNode body = spoil(valid());
      if (!schemas.isValid(schema, body)) {
        return body;
      }
    }
  }

  /** The smallest body that single steps reach and that still passes the predicate. */
  public static JsonNode shrink(JsonNode body, Predicate<JsonNode> same) {
    JsonNode smallest = body;
    int tries = 0;
    boolean shrunk = true;
    while (shrunk && tries < SHRINK_TRIES) {
      shrunk = false;
      for (JsonNode smaller : smaller(smallest)) {
        if (++tries < SHRINK_TRIES && same.test(smaller)) {
          smallest = smaller;
          shrunk = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<JsonNode> smaller(JsonNode node) {
    List<JsonNode> found = new ArrayList<>();
    if (node.isObject()) {
      for (String name : node.propertyNames()) {
        found.add(((ObjectNode) node.deepCopy()).without(name));
      }
      for (String name : node.propertyNames()) {
        for (JsonNode member : smaller(node.get(name))) {
          found.add(((ObjectNode) node.deepCopy()).set(name, member));
        }
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        ArrayNode fewer = (ArrayNode) node.deepCopy();
        fewer.remove(i);
        found.add(fewer);
      }
    } else if (node.isString() && node.stringValue().length() > 1) {
      String text = node.stringValue();
      found.add(JSON.stringNode(text.substring(0, text.length() / 2)));
      found.add(JSON.stringNode(text.substring(text.length() / 2)));
      found.add(JSON.stringNode(text.substring(1)));
    } else if (node.isNumber() && !node.isIntegralNumber()) {
      found.add(JSON.numberNode((long) node.doubleValue()));
    } else if (node.isIntegralNumber() && node.longValue() != 0) {
      found.add(JSON.numberNode(node.longValue() / 2));
    }
    return found;
  }

  private JsonNode spoil(JsonNode body) {
    if (body.isObject() && !body.isEmpty() && random.nextInt(4) > 0) {
      List<String> names = List.copyOf(body.propertyNames());
      String name = names.get(random.nextInt(names.size()));
      ObjectNode copy = (ObjectNode) body.deepCopy();
      return random.nextInt(6) == 0 ? copy.without(name) : copy.set(name, spoil(body.get(name)));
    }
    if (body.isArray() && !body.isEmpty() && random.nextBoolean()) {
      return ((ArrayNode) body.deepCopy()).set(0, spoil(body.get(0)));
    }
    return switch (random.nextInt(8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 -> JSON.numberNode(random.nextDouble() * 1e9);
      case 4 -> JSON.stringNode(text(random.nextInt(40)));
      case 5 -> JSON.arrayNode().add(text(3));
      case 6 -> JSON.objectNode().put(text(3), 1);
      default -> body.isString() ? JSON.stringNode(body.stringValue() + text(1 + random.nextInt(3))) : JSON.stringNode("");
    };
  }

  private JsonNode value(String pointer, String path) {
    JsonNode schema = contract.at(pointer);
    JsonNode seen = seen(path);
    if (seen != null && random.nextInt(3) > 0) {
      return seen;
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    return switch (schema.path("type").asString("object")) {
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "integer" -> JSON.numberNode(integer(schema));
      case "string" -> string(pointer, schema);
      case "array" -> array(pointer, schema, path);
      default -> object(pointer, schema, path);
    };
  }

  /** A value that an example has there, so that the random ones go beyond the first check of a server. */
  private @Nullable JsonNode seen(String path) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode example : operation.body().orElseThrow().examples().values()) {
      JsonNode at = example;
      for (String step : BodyPath.parse(path).steps()) {
        at = step.equals("[]") ? at.path(0) : at.path(step);
      }
      if (at.isValueNode()) {
        found.add(at);
      }
    }
    return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
  }

  private long integer(JsonNode schema) {
    long least = schema.path("minimum").longValue(-1000);
    long most = schema.path("maximum").longValue(1000);
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> most;
      default -> least + (long) (random.nextDouble() * (most - least + 1));
    };
  }

  private JsonNode string(String pointer, JsonNode schema) {
    int most = Math.min(schema.path("maxLength").intValue(60), 300);
    JsonNode example = schema.path("examples").path(0);
    for (int i = 0; i < 10; i++) {
      JsonNode text = JSON.stringNode(schema.has("pattern") ? changed(example.asString("")) : text(1 + random.nextInt(most)));
      if (schemas.isValid(pointer, text)) {
        return text;
      }
    }
    return example;
  }

  private String changed(String example) {
    StringBuilder text = new StringBuilder(example);
    for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
      text.setCharAt(random.nextInt(text.length()), LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private JsonNode array(String pointer, JsonNode schema, String path) {
    int least = schema.path("minItems").intValue(0);
    int most = Math.min(schema.path("maxItems").intValue(4), 20);
    ArrayNode array = JSON.arrayNode();
    for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
      array.add(value(contract.canonical(pointer + "/items"), path + "[]"));
    }
    return array;
  }

  private JsonNode object(String pointer, JsonNode schema, String path) {
    ObjectNode object = JSON.objectNode();
    for (String name : schema.path("properties").propertyNames()) {
      boolean required = schema.path("required").valueStream().anyMatch(n -> name.equals(n.stringValue()));
      if (required || random.nextInt(3) == 0) {
        object.set(name, value(contract.canonical(pointer + "/properties/" + name), path + '.' + name));
      }
    }
    if (schema.path("additionalProperties").booleanValue(false) && random.nextInt(4) == 0) {
      object.put(text(5), text(5));
    }
    return object;
  }
}
