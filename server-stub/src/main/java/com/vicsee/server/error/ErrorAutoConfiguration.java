package com.vicsee.server.error;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The envelope of errors. Each bean gives way to one of the application's. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ErrorAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  ErrorWriter vicseeErrorWriter(ObjectProvider<ErrorHeaders> headers) {
    return new ErrorWriter(headers.orderedStream().toList());
  }

  @Bean
  ApiExceptionResolver vicseeExceptionResolver(ErrorWriter errors, ApiScope scope) {
    return new ApiExceptionResolver(errors, scope);
  }
}
