package com.vicsee.server.gate;

import com.vicsee.server.error.ParameterProblems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Accepts an enum parameter only as the contract writes it. Spring would also accept it in another case, and by the name of the Java constant. */
final class ExactEnums implements HandlerInterceptor {
  private final Map<Method, Map<String, Class<?>>> enums = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && ApiHandlers.contains(method.getBeanType())) {
      enums.computeIfAbsent(method.getMethod(), it -> enumsOf(method)).forEach((name, type) -> check(name, type, request.getParameter(name)));
    }
    return true;
  }

  private static Map<String, Class<?>> enumsOf(HandlerMethod method) {
    Map<String, Class<?>> found = new LinkedHashMap<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
      if (query != null && parameter.getParameterType().isEnum()) {
        found.put(query.value(), parameter.getParameterType());
      }
    }
    return found;
  }

  private static void check(String name, Class<?> type, @Nullable String sent) {
    if (sent != null && Arrays.stream(type.getEnumConstants()).noneMatch(constant -> constant.toString().equals(sent))) {
      throw ParameterProblems.notOneOf(name, type, sent);
    }
  }
}
