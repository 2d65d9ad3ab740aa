package com.vicsee.server.gate;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the operation of the contract that a request is for. */
public final class OperationMatcher {
  private final Map<Operation, PathPattern> patterns = new EnumMap<>(Operation.class);

  OperationMatcher() {
    for (Operation operation : Operation.values()) {
      patterns.put(operation, PathPatternParser.defaultInstance.parse(operation.path()));
    }
  }

  /**
   * Tells whether a request is for a path below the base path of the contract. The path counts both as it was written and as the container understood it.
   * Spring routes by the second, so {@code /api/v1;x/models} would get past a gate that looked only at the first.
   */
  public boolean covers(HttpServletRequest request) {
    return covers(pathOf(request)) || covers(request.getServletPath());
  }

  /** The container has no path of its own for a request that it could not read. */
  private static boolean covers(@Nullable String path) {
    return path != null && (path.equals(ContractFacts.BASE_PATH) || path.startsWith(ContractFacts.BASE_PATH + "/"));
  }

  /** Returns the path below the context path as it was written. In an error dispatch that is the path of the request which failed. */
  private static String pathOf(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed == null ? request.getRequestURI() : failed.toString();
    return path.startsWith(request.getContextPath()) ? path.substring(request.getContextPath().length()) : path;
  }

  /** Returns the method as it was sent. In an error dispatch that is the method of the request which failed. */
  private static String methodOf(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_METHOD) instanceof String failed ? failed : request.getMethod();
  }

  /**
   * Returns the operation of a request. HEAD is the operation of GET (RFC 9110, section 9.3.2).
   *
   * @throws ApiProblem if there is no such path, or no such method on it
   */
  Operation match(HttpServletRequest request) {
    String sent = methodOf(request);
    String method = HttpMethod.HEAD.matches(sent) ? HttpMethod.GET.name() : sent;
    return onPath(pathOf(request)).stream().filter(it -> it.method().equals(method)).findFirst().orElseThrow(() -> rejection(request));
  }

  /** Makes the problem of a request that no operation matches: an unknown path, or an unknown method, with the methods that are allowed. */
  private ApiProblem rejection(HttpServletRequest request) {
    List<String> allowed = new ArrayList<>();
    for (Operation operation : onPath(pathOf(request))) {
      allowed.add(operation.method());
      if (HttpMethod.GET.matches(operation.method())) {
        allowed.add(HttpMethod.HEAD.name());
      }
    }
    if (allowed.isEmpty()) {
      return ApiProblem.of(Message.PATH_NOT_FOUND, Excerpt.of(pathOf(request)));
    }
    String list = String.join(", ", allowed);
    return ApiProblem.of(Message.METHOD_NOT_ALLOWED, Excerpt.of(methodOf(request)), list).with(HttpHeaders.ALLOW, list);
  }

  /** Path parameters ({@code ;a=b}) are part of no path of the contract; Spring would strip them. */
  private List<Operation> onPath(String path) {
    if (path.indexOf(';') >= 0 || !covers(path)) {
      return List.of();
    }
    PathContainer relative = PathContainer.parsePath(path.substring(ContractFacts.BASE_PATH.length()));
    return patterns.entrySet().stream().filter(it -> it.getValue().matches(relative)).map(Map.Entry::getKey).toList();
  }
}
