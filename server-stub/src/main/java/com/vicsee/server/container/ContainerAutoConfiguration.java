package com.vicsee.server.container;

import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.error.FailureLog;
import com.vicsee.server.gate.Admission;
import com.vicsee.server.gate.GateAutoConfiguration;
import com.vicsee.server.gate.OperationMatcher;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts errors that occur outside of any handler into the envelope. */
@AutoConfiguration(after = GateAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ContainerAutoConfiguration {
  @Bean
  FilterRegistrationBean<ErrorDispatchFilter> vicseeErrorDispatch(
      ErrorWriter errors, FailureLog failures, OperationMatcher operations, Admission admission, ApiScope scope) {
    var registration = new FilterRegistrationBean<>(new ErrorDispatchFilter(errors, failures, operations, admission, scope));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return registration;
  }

  /** Tomcat's own errors. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(TomcatServletWebServerFactory.class)
  static class Tomcat {
    @Bean
    ContainerErrors vicseeContainerErrors(ErrorWriter errors, OperationMatcher operations, Admission admission, ApiScope scope) {
      return new ContainerErrors(new UnreadableRequests(operations, admission), errors, scope);
    }
  }
}
