package com.vicsee.server.error;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Defines the beans of the error envelope. Each is left out if the application defines one of its type. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ErrorAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  ErrorWriter vicseeErrorWriter(ObjectProvider<ErrorHeaders> headers) {
    return new ErrorWriter(headers.orderedStream().toList());
  }

  @Bean
  FailureLog vicseeFailureLog() {
    return new FailureLog(System::nanoTime);
  }

  @Bean
  @ConditionalOnMissingBean
  UnimplementedOperations vicseeUnimplementedOperations() {
    return (operation, request, response) -> {};
  }

  @Bean
  ApiExceptionResolver vicseeExceptionResolver(
      ErrorWriter errors, FailureLog failures, ApiScope scope, UnimplementedOperations unimplemented) {
    return new ApiExceptionResolver(errors, failures, scope, unimplemented);
  }
}
