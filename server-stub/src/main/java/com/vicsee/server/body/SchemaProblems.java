package com.vicsee.server.body;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.path.NodePath;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.Excerpt;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes one problem of all the rules that a body breaks: which field, what was expected, what was received. */
final class SchemaProblems {
  /** The same body has the same answer each time. A wrong type is reported before the rules that fail because of it. */
  private static final Comparator<Error> ORDER = Comparator.<Error, Boolean>comparing(error -> !error.getKeyword().equals("type"))
      .thenComparing(error -> error.getInstanceLocation().toString())
      .thenComparing(error -> String.valueOf(error.getProperty()))
      .thenComparing(Error::getKeyword);

  private SchemaProblems() {}

  /**
   * Makes the problem of a body that breaks at least one rule.
   *
   * @param body the body as it was sent
   * @param knownFields returns the fields of the object that a rule is about
   */
  static ApiProblem of(List<Error> errors, JsonNode body, Function<SchemaLocation, Collection<String>> knownFields) {
    Error error = errors.stream().min(ORDER).orElseThrow();
    String field = field(error.getInstanceLocation(), error.getProperty());
    String rule = error.getKeyword().equals("additionalProperties")
        ? "unknown field; known fields are " + String.join(", ", knownFields.apply(error.getSchemaLocation()))
        : rule(error, body.at(error.getInstanceLocation().toString()));
    return ApiProblem.invalidParameter(field.isEmpty() ? "body" : field, rule);
  }

  private static String rule(Error error, JsonNode value) {
    JsonNode rule = error.getSchemaNode();
    String received = "; received " + Excerpt.of(value);
    return switch (error.getKeyword()) {
      case "required" -> "is required";
      case "type" -> value.isNull() ? "must not be null" : "must be " + withArticle(rule) + received;
      case "enum" -> "must be one of " + rule.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")) + received;
      case "const" -> "must be " + rule + received;
      case "minLength" -> "must have at least " + rule + " characters; received " + characters(value);
      case "maxLength" -> "must have at most " + rule + " characters; received " + characters(value);
      case "minItems" -> "must have at least " + rule + " items; received " + value.size();
      case "maxItems" -> "must have at most " + rule + " items; received " + value.size();
      case "minimum" -> "must be at least " + rule + received;
      case "maximum" -> "must be at most " + rule + received;
      case "pattern" -> "must match " + rule.asString() + received;
      default -> error.getMessage() + received;
    };
  }

  private static String withArticle(JsonNode type) {
    String name = type.isArray() ? type.get(0).asString() : type.asString();
    return switch (name) {
      case "boolean" -> "true or false";
      case "integer", "object", "array" -> "an " + name;
      default -> "a " + name;
    };
  }

  private static int characters(JsonNode text) {
    return text.asString().codePointCount(0, text.asString().length());
  }

  private static String field(NodePath location, @Nullable String property) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      append(path, location.getElement(i));
    }
    return property == null ? path.toString() : append(path, property).toString();
  }

  /** Joins the steps to a place of a body, {@code input.image_urls[0]}. */
  static String field(Collection<?> steps) {
    StringBuilder path = new StringBuilder();
    steps.forEach(step -> append(path, step));
    return path.toString();
  }

  private static StringBuilder append(StringBuilder path, Object step) {
    return step instanceof Integer index
        ? path.append('[').append(index).append(']')
        : path.append(path.isEmpty() ? "" : ".").append(Excerpt.of(String.valueOf(step)));
  }
}
