package com.vicsee.server.error;

import com.vicsee.server.model.ErrorCode.Message;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Makes the problems of parameters in the path, the query and the headers: what was expected, what was received. */
public final class ParameterProblems {
  private ParameterProblems() {}

  /** Makes the problem of a parameter whose value is not in its enum. */
  public static ApiProblem notOneOf(String name, Class<?> type, Object received) {
    String values = Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
    return ApiProblem.invalidParameter(name, "must be one of " + values + "; received " + Excerpt.quoted(received));
  }

  /** Makes the problem of a parameter whose value does not have the form of its type. */
  public static ApiProblem notOfType(String name, Class<?> type, Object received) {
    return ApiProblem.invalidParameter(name, "must be " + formOf(type) + "; received " + Excerpt.quoted(received));
  }

  private static String formOf(Class<?> type) {
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == Long.class) {
      return "an integer of " + (type == Integer.class ? 32 : 64) + " bits";
    }
    return Number.class.isAssignableFrom(type) ? "a number" : Temporal.class.isAssignableFrom(type) ? "a time in the form of RFC 3339" : "as in the contract";
  }

  static ApiProblem of(MethodArgumentTypeMismatchException mismatch) {
    Class<?> type = Objects.requireNonNullElse(mismatch.getRequiredType(), Object.class);
    String received = String.valueOf(mismatch.getValue());
    return type.isEnum() ? notOneOf(mismatch.getName(), type, received) : notOfType(mismatch.getName(), type, received);
  }

  static ApiProblem of(HandlerMethodValidationException invalid) {
    ParameterValidationResult result = invalid.getParameterValidationResults().get(0);
    MethodParameter parameter = result.getMethodParameter();
    if (parameter.hasParameterAnnotation(PathVariable.class)) {
      // An id of another form is unknown (contract, parameter TaskId).
      return ApiProblem.of(Message.TASK_NOT_FOUND);
    }
    // The others are the components of a record, and the first of them that breaks a rule counts.
    Map<String, String> names = namesOf(parameter.getParameterType());
    List<String> order = List.copyOf(names.keySet());
    ConstraintViolation<?> first = result.getResolvableErrors().stream()
        .map(it -> (ConstraintViolation<?>) result.unwrap(it, ConstraintViolation.class))
        .min(Comparator.comparingInt((ConstraintViolation<?> it) -> order.indexOf(componentOf(it))).thenComparing(it -> it.getConstraintDescriptor().getAnnotation().toString()))
        .orElseThrow();
    return ApiProblem.invalidParameter(
        names.getOrDefault(componentOf(first), componentOf(first)), rule(first));
  }

  /** Returns the names on the wire by the names of the components, in their order. */
  private static Map<String, String> namesOf(Class<?> type) {
    Map<String, String> names = new LinkedHashMap<>();
    RecordComponent[] components = type.getRecordComponents();
    Parameter[] parameters = BeanUtils.getResolvableConstructor(type).getParameters();
    for (int i = 0; i < components.length; i++) {
      RequestHeader header = parameters[i].getAnnotation(RequestHeader.class);
      names.put(components[i].getName(), header != null ? header.value() : parameters[i].getAnnotation(RequestParam.class).value());
    }
    return names;
  }

  /** The path of a violation is the method, its parameter, the component, and the place in a list. */
  private static String componentOf(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
        .filter(node -> node.getKind() == ElementKind.PROPERTY).map(Path.Node::getName).findFirst().orElse("request");
  }

  private static String rule(ConstraintViolation<?> violation) {
    ConstraintDescriptor<?> constraint = violation.getConstraintDescriptor();
    Map<String, Object> limits = constraint.getAttributes();
    Object value = violation.getInvalidValue();
    String argument = String.valueOf(value);
    String received = "; received " + Excerpt.quoted(argument);
    return switch (constraint.getAnnotation().annotationType().getSimpleName()) {
      case "NotNull" -> "is required";
      case "Size" -> {
        boolean isList = value instanceof Collection<?>;
        int length = value instanceof Collection<?> list ? list.size() : argument.codePointCount(0, argument.length());
        yield "must have " + limits.get("min") + " to " + limits.get("max") + (isList ? " items" : " characters") + "; received " + length;
      }
      case "Pattern" -> "must match " + limits.get("regexp") + received;
      case "Min", "DecimalMin" -> "must be at least " + limits.get("value") + received;
      case "Max", "DecimalMax" -> "must be at most " + limits.get("value") + received;
      default -> "breaks a rule of the contract" + received;
    };
  }
}
