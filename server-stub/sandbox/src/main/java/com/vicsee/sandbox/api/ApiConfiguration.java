package com.vicsee.sandbox.api;

import com.vicsee.server.body.BodyLimit;
import com.vicsee.server.error.ApiScope;
import java.util.OptionalLong;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The sandbox serves nothing but the API and what belongs to it, so every response follows the contract. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
  /** The largest body of a control request. */
  private static final OptionalLong CONTROL = OptionalLong.of(16 * 1024);

  @Bean
  ApiScope everything() {
    return request -> true;
  }

  /** Replaces Boot's error page, which would have a path of its own. The stub answers each error. */
  @Bean
  ErrorController noErrorPage() {
    return new ErrorController() {};
  }

  /** It comes last, so that the limits of uploads come first. */
  @Bean
  @Order
  BodyLimit controlBodies() {
    return request -> request.getServletPath().startsWith("/sandbox/") ? CONTROL : OptionalLong.empty();
  }
}
