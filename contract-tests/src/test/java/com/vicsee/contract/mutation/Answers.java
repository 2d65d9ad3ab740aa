package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers with one thing changed. Each method returns the same object where the thing is not there. */
final class Answers {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> ANEW = Set.of("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id", "date");

  private Answers() {}

  static Exchange status(Exchange original, int status) {
    return new Exchange(original.request(), status, original.headers(), original.body());
  }

  static Exchange body(Exchange original, byte[] body) {
    return new Exchange(original.request(), original.status(), original.headers(), body);
  }

  static Exchange body(Exchange original, String body) {
    return body(original, body.getBytes(StandardCharsets.UTF_8));
  }

  /** With another value of a header that is there. */
  static Exchange header(Exchange original, String name, UnaryOperator<String> change) {
    Optional<String> value = original.header(name);
    if (value.isEmpty() || change.apply(value.get()).equals(value.get())) {
      return original;
    }
    List<Field> headers = original.headers().stream()
        .map(f -> f.name().equalsIgnoreCase(name) ? new Field(f.name(), change.apply(f.value())) : f).toList();
    return new Exchange(original.request(), original.status(), headers, original.body());
  }

  /** With the fields of a header replaced by others. */
  static Exchange fields(Exchange original, String name, UnaryOperator<List<Field>> change) {
    List<Field> found = original.headers().stream().filter(f -> f.name().equalsIgnoreCase(name)).toList();
    if (found.isEmpty()) {
      return original;
    }
    List<Field> headers = new ArrayList<>();
    for (Field field : original.headers()) {
      if (!field.name().equalsIgnoreCase(name)) {
        headers.add(field);
      } else if (field.equals(found.get(0))) {
        headers.addAll(change.apply(found));
      }
    }
    return new Exchange(original.request(), original.status(), headers, original.body());
  }

  /** An earlier answer again, with the quota, the id and the time of this one, which a server writes anew. */
  static Exchange again(Exchange earlier, Exchange now) {
    if (earlier == now) {
      return now;
    }
    List<Field> headers = earlier.headers().stream().map(f -> ANEW.contains(f.name().toLowerCase(Locale.ROOT))
        ? new Field(f.name(), now.header(f.name()).orElse(f.value())) : f).toList();
    return new Exchange(now.request(), earlier.status(), headers, earlier.body());
  }

  /** With one header more. */
  static Exchange with(Exchange original, String name, String value) {
    List<Field> headers = new ArrayList<>(original.headers());
    headers.add(new Field(name, value));
    return new Exchange(original.request(), original.status(), headers, original.body());
  }

  /** With the JSON body changed; the change returns the same node where there is nothing to change. */
  static Exchange json(Exchange original, UnaryOperator<JsonNode> change) {
    Optional<JsonNode> body = original.json();
    if (body.isEmpty() || !original.mediaType().equals("application/json")) {
      return original;
    }
    JsonNode changed = change.apply(body.get());
    return changed == body.get() ? original : body(original, changed.toString());
  }

  /** With the array `data` changed. */
  static Exchange list(Exchange original, Consumer<ArrayNode> change) {
    return json(original, body -> {
      if (!(body.path("data") instanceof ArrayNode data) || data.isEmpty()) {
        return body;
      }
      ObjectNode copy = (ObjectNode) body.deepCopy();
      change.accept((ArrayNode) copy.path("data"));
      return copy.equals(body) ? body : copy;
    });
  }

  /** With the object `data` changed. */
  static Exchange data(Exchange original, UnaryOperator<ObjectNode> change) {
    return json(original, body -> {
      if (!(body.path("data") instanceof ObjectNode data)) {
        return body;
      }
      ObjectNode copy = data.deepCopy();
      ObjectNode changed = Optional.of(change.apply(copy)).orElse(copy);
      if (changed.equals(data)) {
        return body;
      }
      ObjectNode root = (ObjectNode) body.deepCopy();
      return root.set("data", changed);
    });
  }

  /** With another number as a member of an object. */
  static Exchange number(Exchange original, String parent, String name, UnaryOperator<Long> change) {
    return member(original, parent, name, value -> {
      // A change may keep state, so it is asked once.
      long changed = value.isIntegralNumber() ? change.apply(value.longValue()) : 0;
      return value.isIntegralNumber() && changed != value.longValue() ? JSON.numberNode(changed) : value;
    });
  }

  /** With another text as a member of an object. */
  static Exchange text(Exchange original, String parent, String name, UnaryOperator<String> change) {
    return member(original, parent, name, value -> value.isString() ? JSON.stringNode(change.apply(value.stringValue())) : value);
  }

  private static Exchange member(Exchange original, String parent, String name, Function<JsonNode, JsonNode> change) {
    return json(original, body -> {
      ObjectNode copy = (ObjectNode) body.deepCopy();
      if (!(copy.at(JsonPointer.compile(parent)) instanceof ObjectNode object) || !object.has(name)) {
        return body;
      }
      JsonNode value = object.path(name);
      JsonNode changed = change.apply(value);
      object.set(name, changed);
      return changed.equals(value) ? body : copy;
    });
  }
}
