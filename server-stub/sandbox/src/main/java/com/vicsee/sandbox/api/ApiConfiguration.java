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
  /** Bodies beside the API control the sandbox, in a line or two. */
  private static final OptionalLong CONTROL = OptionalLong.of(16 * 1024);

  @Bean
  ApiScope everything() {
    return request -> true;
  }

  /** Takes the place of Boot's error page, which would be found at its own path too. The stub answers each error. */
  @Bean
  ErrorController noErrorPage() {
    return new ErrorController() {};
  }

  /** Asked last: the media room knows better of uploads. */
  @Bean
  @Order
  BodyLimit controlBodies() {
    return request -> request.getServletPath().startsWith("/sandbox/") ? CONTROL : OptionalLong.empty();
  }
}
