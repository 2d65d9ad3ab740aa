package com.vicsee.client.support;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The contract, as far as a test of its readers needs it: which answers there are, and what each part of an answer
 * may be.
 */
public final class Contract {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode root;

  private Contract(JsonNode root) {
    this.root = root;
  }

  /** Reads the contract. */
  public static Contract read() {
    try {
      return new Contract(new YAMLMapper().readTree(Files.readString(Path.of("..", "openapi", "openapi.yaml"))));
    } catch (java.io.IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the schema of the JSON answer of success. */
  public JsonNode successOf(String method, String path) {
    return root.get("paths").get(path).get(method.toLowerCase(java.util.Locale.ROOT))
        .get("responses").get("200").get("content").get("application/json").get("schema");
  }

  /** Returns how many variants the widest union of a schema has. */
  public int variants(JsonNode schema) {
    int[] most = {1};
    visit(schema, sample(schema, 0), 0, (part, value) -> {
      if (part.has("oneOf")) {
        most[0] = Math.max(most[0], alternatives(part).size());
      }
    });
    return most[0];
  }

  /** Returns a value with everything that the schema has, the given variant where there is a choice. */
  public JsonNode sample(JsonNode unresolved, int variant) {
    JsonNode schema = resolve(unresolved);
    if (schema.has("oneOf")) {
      List<JsonNode> alternatives = alternatives(schema);
      return sample(alternatives.get(Math.min(variant, alternatives.size() - 1)), variant);
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (isA(schema, "object")) {
      ObjectNode object = NODES.objectNode();
      JsonNode properties = schema.get("properties");
      if (properties == null) {
        return schema.get("examples").get(0);
      }
      properties.properties().forEach(property -> object.set(property.getKey(), sample(property.getValue(), variant)));
      return object;
    }
    if (isA(schema, "array")) {
      ArrayNode array = NODES.arrayNode();
      for (int index = 0; index < Math.max(1, schema.path("minItems").asInt(1)); index++) {
        array.add(sample(schema.get("items"), variant));
      }
      return array;
    }
    return schema.has("examples") ? schema.get("examples").get(0) : schema.get("enum").get(0);
  }

  /** Visits a value with all its parts and the schema of each, the unresolved alternatives of a union too. */
  public void visit(JsonNode unresolved, JsonNode value, int variant, BiConsumer<JsonNode, JsonNode> visitor) {
    JsonNode schema = resolve(unresolved);
    visitor.accept(schema, value);
    if (schema.has("oneOf")) {
      List<JsonNode> alternatives = alternatives(schema);
      visit(alternatives.get(Math.min(variant, alternatives.size() - 1)), value, variant, visitor);
    } else if (value.isObject() && schema.has("properties")) {
      schema.get("properties").properties().forEach(property -> {
        if (value.has(property.getKey())) {
          visit(property.getValue(), value.get(property.getKey()), variant, visitor);
        }
      });
    } else if (value.isArray()) {
      value.forEach(item -> visit(schema.get("items"), item, variant, visitor));
    }
  }

  /** Returns the schema that a reference leads to, the parts of an {@code allOf} put together. */
  public JsonNode resolve(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asString();
      return resolve(root.get("components").get("schemas").get(name.substring(name.lastIndexOf('/') + 1)));
    }
    if (!schema.has("allOf")) {
      return schema;
    }
    ObjectNode merged = NODES.objectNode();
    merged.put("type", "object");
    ObjectNode properties = merged.putObject("properties");
    schema.get("allOf").forEach(part -> {
      JsonNode resolved = resolve(part);
      if (resolved.has("properties")) {
        resolved.get("properties").properties()
            .forEach(property -> properties.set(property.getKey(), property.getValue()));
      }
    });
    return merged;
  }

  /** Says whether a schema takes null. */
  public boolean isNullable(JsonNode unresolved) {
    JsonNode schema = resolve(unresolved);
    if (schema.has("oneOf")) {
      for (JsonNode alternative : schema.get("oneOf")) {
        if (isA(alternative, "null")) {
          return true;
        }
      }
    }
    return isA(schema, "null");
  }

  private List<JsonNode> alternatives(JsonNode schema) {
    List<JsonNode> alternatives = new ArrayList<>();
    schema.get("oneOf").forEach(each -> {
      if (!isA(each, "null")) {
        JsonNode resolved = resolve(each);
        if (resolved.has("oneOf")) {
          alternatives.addAll(alternatives(resolved));
        } else {
          alternatives.add(each);
        }
      }
    });
    return alternatives;
  }

  private static boolean isA(JsonNode schema, String type) {
    JsonNode types = schema.path("type");
    if (types.isArray()) {
      for (JsonNode each : types) {
        if (each.asString().equals(type)) {
          return true;
        }
      }
      return false;
    }
    return types.asString("").equals(type);
  }
}
