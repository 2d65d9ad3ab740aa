package com.vicsee.server.web;

import com.vicsee.server.generated.model.ContractFacts;
import com.vicsee.server.generated.model.HeaderNames;
import com.vicsee.server.generated.model.Operation;
import com.vicsee.server.generated.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the operation of the contract that a request is for. */
@Component
final class OperationMatcher {
  private static final int LONGEST_ECHO = 200;

  private final Map<Operation, PathPattern> patterns = new EnumMap<>(Operation.class);

  OperationMatcher() {
    for (Operation operation : Operation.values()) {
      patterns.put(operation, PathPatternParser.defaultInstance.parse(operation.path()));
    }
  }

  /** Tells whether a request is for the API at all, rather than for a page or for the media beside it. */
  boolean covers(HttpServletRequest request) {
    String path = request.getRequestURI();
    return covers(path);
  }

  private static boolean covers(String path) {
    return path.equals(ContractFacts.BASE_PATH) || path.startsWith(ContractFacts.BASE_PATH + "/");
  }

  /**
   * Returns the operation of a request. HEAD is the operation of GET (RFC 9110, section 9.3.2).
   *
   * @throws ApiProblem if there is no such path, or no such method on it
   */
  Operation match(HttpServletRequest request) {
    List<Operation> onPath = onPath(request.getRequestURI());
    if (onPath.isEmpty()) {
      throw ApiProblem.of(Message.PATH_NOT_FOUND, abbreviate(request.getRequestURI()));
    }
    String method = request.getMethod().equals(HttpMethod.HEAD.name()) ? HttpMethod.GET.name() : request.getMethod();
    for (Operation operation : onPath) {
      if (operation.method().equals(method)) {
        return operation;
      }
    }
    throw notAllowed(request.getMethod(), onPath);
  }

  /** Says of a method that no operation has what is allowed on a path. */
  ApiProblem refusal(String method, String path) {
    List<Operation> onPath = covers(path) ? onPath(path) : List.of();
    return onPath.isEmpty() ? ApiProblem.of(Message.PATH_NOT_FOUND, abbreviate(path)) : notAllowed(method, onPath);
  }

  /** Path parameters ({@code ;a=b}) are part of no path of the contract; Spring would strip them. */
  private List<Operation> onPath(String path) {
    if (path.indexOf(';') >= 0) {
      return List.of();
    }
    PathContainer relative = PathContainer.parsePath(path.substring(ContractFacts.BASE_PATH.length()));
    List<Operation> found = new ArrayList<>(1);
    patterns.forEach((operation, pattern) -> {
      if (pattern.matches(relative)) {
        found.add(operation);
      }
    });
    return found;
  }

  private static ApiProblem notAllowed(String method, List<Operation> onPath) {
    List<String> allowed = new ArrayList<>();
    for (Operation operation : onPath) {
      allowed.add(operation.method());
      if (operation.method().equals(HttpMethod.GET.name())) {
        allowed.add(HttpMethod.HEAD.name());
      }
    }
    String list = String.join(", ", allowed);
    return ApiProblem.of(Message.METHOD_NOT_ALLOWED, abbreviate(method), list).with(HeaderNames.ALLOW, list);
  }

  static String abbreviate(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
  }
}
