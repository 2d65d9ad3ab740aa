package com.vicsee.server.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says of a body that could not be bound, or that broke a bound, which field it was, what was expected and what was received. */
final class InvalidBody {
  private static final int LONGEST_QUOTE = 100;

  private InvalidBody() {}

  /** Explains why Jackson could not bind a body. */
  static ApiProblem explain(JacksonException failure, @Nullable JsonNode body) {
    List<JacksonException.Reference> path = failure.getPath();
    String field = path.isEmpty() ? "body" : pathOf(path);
    String received = body == null ? "" : "; received " + quote(find(body, path));
    if (failure instanceof UnrecognizedPropertyException unknown) {
      String known = unknown.getKnownPropertyIds() == null
          ? ""
          : "; known fields are " + unknown.getKnownPropertyIds().stream().map(String::valueOf).collect(Collectors.joining(", "));
      return ApiProblem.invalidParameter(field, "unknown field" + known);
    }
    if (failure instanceof InvalidNullException) {
      return ApiProblem.invalidParameter(field, "must not be null");
    }
    if (failure instanceof ValueInstantiationException instantiation && instantiation.getType() != null) {
      return ApiProblem.invalidParameter(field, expectation(instantiation.getType().getRawClass()) + received);
    }
    if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      JsonNode at = body == null ? null : find(body, path);
      List<Object> nested = new ArrayList<>();
      if (at != null && at.isObject() && findNestedArray(at, nested)) {
        // Jackson loses its place in an array of texts that holds an array, and blames the object around it.
        return ApiProblem.invalidParameter(field + "." + join(nested), expectation(String.class) + "; received an array");
      }
      return ApiProblem.invalidParameter(field, expectation(mismatch.getTargetType()) + received);
    }
    if (failure instanceof InputCoercionException coercion) {
      return ApiProblem.invalidParameter(field, expectation(coercion.getTargetType()) + received);
    }
    return ApiProblem.invalidParameter(field, "has a value that cannot be read" + received);
  }

  /** Explains a bound that a field of a body broke. */
  static ApiProblem explain(FieldError error, Class<?> bodyType, @Nullable JsonNode body) {
    List<Object> path = wirePath(bodyType, error.getField());
    JsonNode received = body;
    for (Object step : path) {
      received = received == null ? null : step instanceof Integer index ? received.get(index) : received.get((String) step);
    }
    return ApiProblem.invalidParameter(join(path), rule(error, received == null ? "" : quote(received)));
  }

  /** Says in words which rule of Jakarta Validation was broken, and by what. */
  static String rule(MessageSourceResolvable error, String received) {
    if (error instanceof org.springframework.validation.ObjectError objectError && objectError.contains(ConstraintViolation.class)) {
      ConstraintViolation<?> violation = objectError.unwrap(ConstraintViolation.class);
      Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
      Class<?> constraint = violation.getConstraintDescriptor().getAnnotation().annotationType();
      return rule(constraint.getSimpleName(), attributes, violation.getInvalidValue(), received);
    }
    return String.valueOf(error.getDefaultMessage());
  }

  static String rule(String constraint, Map<String, Object> attributes, @Nullable Object invalid, String received) {
    String after = received.isEmpty() ? "" : "; received " + received;
    return switch (constraint) {
      case "NotNull" -> "is required";
      case "Size" -> {
        String unit = invalid instanceof Collection ? "items" : "characters";
        int max = (Integer) attributes.get("max");
        String range = max == Integer.MAX_VALUE ? "at least " + attributes.get("min") : attributes.get("min") + " to " + max;
        String text = String.valueOf(invalid);
        int size = invalid instanceof Collection<?> items ? items.size() : text.codePointCount(0, text.length());
        yield "must have " + range + " " + unit + "; received " + size;
      }
      case "Pattern" -> "must match " + attributes.get("regexp") + after;
      case "Min", "DecimalMin" -> "must be at least " + attributes.get("value") + after;
      case "Max", "DecimalMax" -> "must be at most " + attributes.get("value") + after;
      default -> "breaks the rule " + constraint + after;
    };
  }

  /** Says what a Java type expects of a value on the wire. */
  static String expectation(Class<?> type) {
    if (type.isEnum()) {
      return "must be one of " + Arrays.stream(type.getEnumConstants()).map(InvalidBody::wireValue).collect(Collectors.joining(", "));
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "must be a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "must be true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "must be an integer";
    }
    return Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object";
  }

  /** Shows a value of the caller's, cut where it is long. */
  static String quote(@Nullable JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return "nothing";
    }
    if (value.isObject()) {
      return "an object";
    }
    if (value.isArray()) {
      return "an array";
    }
    String text = value.isString() ? value.stringValue() : value.toString();
    if (text.length() > LONGEST_QUOTE) {
      int end = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
      text = text.substring(0, end) + "…";
    }
    return value.isString() ? '"' + text + '"' : text;
  }

  private static boolean findNestedArray(JsonNode object, List<Object> path) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      for (int i = 0; property.getValue().isArray() && i < property.getValue().size(); i++) {
        if (property.getValue().get(i).isArray()) {
          path.add(property.getKey());
          path.add(i);
          return true;
        }
      }
    }
    return false;
  }

  private static String wireValue(Object constant) {
    for (Method method : constant.getClass().getMethods()) {
      if (method.isAnnotationPresent(JsonValue.class)) {
        try {
          return String.valueOf(method.invoke(constant));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("a generated enum without a value", e);
        }
      }
    }
    return constant.toString();
  }

  private static String pathOf(List<JacksonException.Reference> path) {
    List<Object> steps = new ArrayList<>();
    for (JacksonException.Reference step : path) {
      steps.add(step.getPropertyName() == null ? (Object) step.getIndex() : step.getPropertyName());
    }
    return join(steps);
  }

  private static @Nullable JsonNode find(JsonNode body, List<JacksonException.Reference> path) {
    JsonNode node = body;
    for (JacksonException.Reference step : path) {
      node = node == null ? null : step.getPropertyName() == null ? node.get(step.getIndex()) : node.get(step.getPropertyName());
    }
    return node;
  }

  static String join(Collection<Object> steps) {
    StringBuilder path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(OperationMatcher.abbreviate(String.valueOf(step)));
      }
    }
    return path.toString();
  }

  /** Turns a path of Java properties, {@code input.imageUrls[0]}, into the names of the wire. */
  private static List<Object> wirePath(Class<?> bodyType, String javaPath) {
    List<Object> steps = new ArrayList<>();
    Class<?> type = bodyType;
    for (String part : javaPath.split("\\.")) {
      int bracket = part.indexOf('[');
      String property = bracket < 0 ? part : part.substring(0, bracket);
      Method getter = getter(type, property);
      steps.add(getter == null ? property : wireName(getter, property));
      if (bracket >= 0) {
        String index = part.substring(bracket + 1, part.indexOf(']'));
        steps.add(index.isEmpty() ? (Object) 0 : Integer.valueOf(index));
      }
      type = getter == null ? Object.class : getter.getReturnType();
    }
    return steps;
  }

  private static String wireName(Method getter, String property) {
    JsonProperty annotation = getter.getAnnotation(JsonProperty.class);
    return annotation == null || annotation.value().isEmpty() ? property : annotation.value();
  }

  private static @Nullable Method getter(Class<?> type, String property) {
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0
          && method.getName().startsWith("get")
          && Introspector.decapitalize(method.getName().substring(3)).equals(property)) {
        return method;
      }
    }
    return null;
  }
}
