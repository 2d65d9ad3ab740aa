package com.vicsee.client.price;

import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a request by their names in {@code input}, whichever of the two published forms they came in.
 *
 * @param values the single values, as text
 * @param present the names of all fields that have a value
 */
record RequestFields(Map<String, String> values, Set<String> present) {

  private static final Pattern UPPER = Pattern.compile("[A-Z]");

  /** Returns the fields of a generation. When both forms name the same thing, {@code input} wins. */
  static RequestFields of(GenerateRequest request) {
    RequestFields fields = new RequestFields(new HashMap<>(), new HashSet<>());
    JsonNode root = Json.MAPPER.valueToTree(request);
    fields.addAll(root.get("options"), true);
    fields.addAll(root.get("input"), false);
    return fields;
  }

  /** Returns the fields of the request of a tool. */
  static RequestFields ofTool(Object request) {
    RequestFields fields = new RequestFields(new HashMap<>(), new HashSet<>());
    fields.addAll(Json.MAPPER.valueToTree(request), false);
    return fields;
  }

  private void addAll(@Nullable JsonNode object, boolean camelCase) {
    if (object == null) {
      return;
    }
    object.properties().forEach(field -> {
      String name = camelCase ? snakeCase(field.getKey()) : field.getKey();
      JsonNode value = field.getValue();
      if (value.isNull() || value.isArray() && value.isEmpty()) {
        return;
      }
      present.add(name);
      if (value.isValueNode()) {
        values.put(name, value.asString());
      }
    });
  }

  private static String snakeCase(String name) {
    return UPPER.matcher(name).replaceAll(match -> "_" + (char) (match.group().charAt(0) + ('a' - 'A')));
  }
}
