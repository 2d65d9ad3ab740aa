package com.vicsee.server.error;

import com.vicsee.server.model.ErrorCode.Message;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.stream.Collectors;
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

  static ApiProblem of(MethodArgumentTypeMismatchException mismatch) {
    Class<?> type = mismatch.getRequiredType();
    if (type != null && type.isEnum()) {
      return notOneOf(mismatch.getName(), type, String.valueOf(mismatch.getValue()));
    }
    String expected = type == Boolean.class ? "true or false" : "an integer";
    return ApiProblem.invalidParameter(mismatch.getName(), "must be " + expected + "; received " + Excerpt.quoted(mismatch.getValue()));
  }

  static ApiProblem of(HandlerMethodValidationException invalid) {
    ParameterValidationResult result = invalid.getParameterValidationResults().get(0);
    MethodParameter parameter = result.getMethodParameter();
    if (parameter.hasParameterAnnotation(PathVariable.class)) {
      // An id of another form is unknown (contract, parameter TaskId).
      return ApiProblem.of(Message.TASK_NOT_FOUND);
    }
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
    String name = header != null ? header.value() : query != null ? query.value() : String.valueOf(parameter.getParameterName());
    Annotation constraint = result.unwrap(result.getResolvableErrors().get(0), ConstraintViolation.class).getConstraintDescriptor().getAnnotation();
    return ApiProblem.invalidParameter(name, rule(constraint, String.valueOf(result.getArgument())));
  }

  private static String rule(Annotation constraint, String argument) {
    String received = "; received " + Excerpt.quoted(argument);
    if (constraint instanceof NotNull) {
      return "is required";
    }
    if (constraint instanceof Size size) {
      return "must have " + size.min() + " to " + size.max() + " characters; received " + argument.codePointCount(0, argument.length());
    }
    if (constraint instanceof Pattern pattern) {
      return "must match " + pattern.regexp() + received;
    }
    if (constraint instanceof Min min) {
      return "must be at least " + min.value() + received;
    }
    if (constraint instanceof Max max) {
      return "must be at most " + max.value() + received;
    }
    return "breaks a rule of the contract" + received;
  }
}
