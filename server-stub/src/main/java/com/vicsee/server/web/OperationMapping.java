package com.vicsee.server.web;

import com.vicsee.server.generated.model.ContractFacts;
import com.vicsee.server.generated.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of a request by the operation that the gate has found. Spring would hold the request against the path, the method and the media types of
 * each handler there is, pages included. What is found is the same.
 */
final class OperationMapping extends RequestMappingHandlerMapping {
  /** Before the end points of the actuator, which are asked for less. */
  private static final int FIRST = -200;

  private final Map<Operation, Mapped> mapped = new EnumMap<>(Operation.class);

  private record Mapped(RequestMappingInfo info, HandlerMethod handler) {}

  @Override
  public int getOrder() {
    return FIRST;
  }

  @Override
  public void afterPropertiesSet() {
    super.afterPropertiesSet();
    getHandlerMethods().forEach((info, handler) -> operation(info).ifPresent(operation -> mapped.put(operation, new Mapped(info, handler))));
  }

  private static Optional<Operation> operation(RequestMappingInfo info) {
    return Arrays.stream(Operation.values())
        .filter(operation -> info.getPatternValues().contains(ContractFacts.BASE_PATH + operation.path()))
        .filter(operation -> info.getMethodsCondition().getMethods().stream().anyMatch(method -> method.name().equals(operation.method())))
        .findFirst();
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
    Mapped found = request.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE) instanceof Operation operation ? mapped.get(operation) : null;
    RequestMappingInfo match = found == null ? null : getMatchingMapping(found.info(), request);
    if (found == null || match == null) {
      return super.lookupHandlerMethod(path, request);
    }
    request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, found.handler());
    handleMatch(match, path, request);
    return found.handler();
  }
}
