package com.vicsee.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Hands a part of the path, or a header that was sent once, to a handler that takes it as text. There is nothing to convert then, and Spring's search for a
 * converter would cost more than the handler. Everything else is left to Spring.
 */
final class TextArguments implements HandlerMethodArgumentResolver {
  private final List<HandlerMethodArgumentResolver> others;

  private TextArguments(List<HandlerMethodArgumentResolver> others) {
    this.others = others;
  }

  /** Asks this one first, and the others for what it leaves to them. */
  static void putFirst(RequestMappingHandlerAdapter adapter) {
    List<HandlerMethodArgumentResolver> others = adapter.getArgumentResolvers() == null ? List.of() : adapter.getArgumentResolvers();
    List<HandlerMethodArgumentResolver> all = new ArrayList<>(List.of(new TextArguments(others)));
    all.addAll(others);
    adapter.setArgumentResolvers(all);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == String.class
        && (isNamed(parameter.getParameterAnnotation(PathVariable.class)) || isNamed(parameter.getParameterAnnotation(RequestHeader.class)));
  }

  private static boolean isNamed(@Nullable PathVariable part) {
    return part != null && !part.value().isEmpty();
  }

  private static boolean isNamed(@Nullable RequestHeader header) {
    return header != null && !header.value().isEmpty();
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter, @Nullable ModelAndViewContainer container, NativeWebRequest request, @Nullable WebDataBinderFactory binders)
      throws Exception {
    String text = text(parameter, request);
    if (text != null) {
      return text;
    }
    for (HandlerMethodArgumentResolver other : others) {
      if (other.supportsParameter(parameter)) {
        return other.resolveArgument(parameter, container, request, binders);
      }
    }
    throw new IllegalStateException("nobody resolves " + parameter);
  }

  private static @Nullable String text(MethodParameter parameter, NativeWebRequest request) {
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    if (header != null) {
      String[] values = request.getHeaderValues(header.value());
      return values != null && values.length == 1 ? values[0] : null;
    }
    PathVariable part = parameter.getParameterAnnotation(PathVariable.class);
    return part != null
            && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Map<?, ?> parts
            && parts.get(part.value()) instanceof String value
        ? value
        : null;
  }
}
