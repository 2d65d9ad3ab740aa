package com.vicsee.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of a request by its path, and only then looks at the rest. Spring looks at the path last, so that each request is held against the media
 * types of every operation. What is found is the same.
 */
final class PathFirstMapping extends RequestMappingHandlerMapping {
  /** Before the end points of the actuator, which are asked for less. */
  private static final int FIRST = -200;

  @Override
  public int getOrder() {
    return FIRST;
  }

  @Override
  protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
    var paths = info.getPathPatternsCondition();
    return paths == null || paths.getMatchingCondition(request) != null ? super.getMatchingMapping(info, request) : null;
  }
}
