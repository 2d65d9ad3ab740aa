package com.vicsee.contract.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A place in a body, in the form `$.data[].id`. A change leaves the given body as it is. */
final class BodyPlace {

  private final List<String> steps = new ArrayList<>();

  BodyPlace(String path) {
    for (String name : path.substring(1).split("\\.|(?=\\[])")) {
      if (!name.isEmpty()) {
        steps.add(name);
      }
    }
  }

  /** Changes the first value that a predicate accepts. */
  JsonNode first(JsonNode body, Predicate<JsonNode> which, Function<JsonNode, JsonNode> change) {
    return edit(body, false, which, (parent, step) -> {
      set(parent, step, change.apply(value(parent, step)));
      return true;
    });
  }

  /** Changes each value that a predicate accepts. */
  JsonNode each(JsonNode body, Predicate<JsonNode> which, Function<JsonNode, JsonNode> change) {
    return edit(body, true, which, (parent, step) -> {
      set(parent, step, change.apply(value(parent, step)));
      return true;
    });
  }

  /** Changes the object that has the member: the first, or all of them. */
  JsonNode parent(JsonNode body, boolean all, BiPredicate<ObjectNode, String> change) {
    return edit(body, all, value -> true, (parent, step) -> parent instanceof ObjectNode object && change.test(object, step));
  }

  private JsonNode edit(JsonNode body, boolean all, Predicate<JsonNode> which, BiPredicate<JsonNode, String> change) {
    if (steps.isEmpty()) {
      return body;
    }
    JsonNode copy = body.deepCopy();
    return edit(copy, 0, all, which, change) ? copy : body;
  }

  private boolean edit(JsonNode at, int depth, boolean all, Predicate<JsonNode> which, BiPredicate<JsonNode, String> change) {
    boolean changed = false;
    for (String step : choices(at, steps.get(depth))) {
      JsonNode value = get(at, step);
      if (value == null || changed && !all) {
        continue;
      }
      if (depth < steps.size() - 1) {
        changed |= edit(value, depth + 1, all, which, change);
      } else if (which.test(value)) {
        changed |= change.test(at, step);
      }
    }
    return changed;
  }

  private static List<String> choices(JsonNode at, String step) {
    List<String> found = new ArrayList<>();
    if (step.equals("[]")) {
      for (int i = 0; i < (at.isArray() ? at.size() : 0); i++) {
        found.add(Integer.toString(i));
      }
    } else if (step.equals("*")) {
      found.addAll(at.propertyNames());
    } else {
      found.add(step);
    }
    return found;
  }

  private static @Nullable JsonNode get(JsonNode parent, String step) {
    return parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(step);
  }

  private static JsonNode value(JsonNode parent, String step) {
    return Objects.requireNonNull(get(parent, step));
  }

  private static void set(JsonNode parent, String step, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(step), value);
    } else if (parent instanceof ObjectNode object) {
      object.set(step, value);
    }
  }
}
