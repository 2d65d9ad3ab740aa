package com.vicsee.server.body;

import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.ErrorAutoConfiguration;
import com.vicsee.server.error.ErrorWriter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Receiving, reading and writing of bodies. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class, after = ErrorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class BodyAutoConfiguration {
  @Bean
  ServerHttpMessageConvertersCustomizer vicseeJsonBodies(ObjectProvider<BodyCheck> checks) {
    var converter = new JsonBodyConverter(new ContractSchemas(), checks.orderedStream().toList());
    return converters -> converters.addCustomConverter(converter);
  }

  @Bean
  RejectedBody vicseeRejectedBody() {
    return new RejectedBody();
  }

  @Bean
  FilterRegistrationBean<BodyReceiver> vicseeBodyReceiver(
      ApiScope scope, ObjectProvider<BodyLimit> limits, ErrorWriter errors, RejectedBody rejected) {
    var registration = new FilterRegistrationBean<>(new BodyReceiver(scope, limits.orderedStream().toList(), errors, rejected));
    registration.setOrder(Ordered.LOWEST_PRECEDENCE);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    return registration;
  }
}
