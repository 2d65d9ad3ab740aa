package com.vicsee.server.web;

import com.vicsee.server.generated.model.ContractFacts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts the controllers of the contract under its base path. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  @Bean
  WebMvcRegistrations quickMapping() {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new OperationMapping();
      }

      @Override
      public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new QuickAdapter();
      }
    };
  }

  /** Nobody but handlers asks for the current request, and for them Spring's servlet keeps it. */
  @Bean
  FilterRegistrationBean<RequestContextFilter> noSecondRequestContext() {
    var registration = new FilterRegistrationBean<>(new RequestContextFilter());
    registration.setEnabled(false);
    return registration;
  }

  @Override
  public void configurePathMatch(PathMatchConfigurer paths) {
    paths.addPathPrefix(ContractFacts.BASE_PATH, HandlerTypePredicate.forBasePackage("com.vicsee.server.api"));
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new ExactEnums());
  }

  /**
   * Spring reads an enum in a query without regard to case, and by the names of Java's constants too. The contract has one text for each value.
   */
  private static final class ExactEnums implements HandlerInterceptor {
    private final Map<Method, Map<String, Class<?>>> enums = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (handler instanceof HandlerMethod method) {
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
        throw ApiProblem.invalidParameter(
            name, InvalidBody.expectation(type) + "; received \"" + OperationMatcher.abbreviate(sent) + '"');
      }
    }
  }
}
