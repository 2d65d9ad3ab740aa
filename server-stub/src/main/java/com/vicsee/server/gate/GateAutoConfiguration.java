package com.vicsee.server.gate;

import com.vicsee.server.api.EnumConverterConfiguration;
import com.vicsee.server.body.BodyAutoConfiguration;
import com.vicsee.server.body.RejectedBody;
import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.ErrorAutoConfiguration;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.ContractFacts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The checks before each handler, the request id and the rate-limit headers. The application defines a bean of type {@link Callers} and one of type
 * {@link Quota}; a bean of type {@link Clock} replaces the clock of the system.
 */
@AutoConfiguration(before = WebMvcAutoConfiguration.class, after = {ErrorAutoConfiguration.class, BodyAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(EnumConverterConfiguration.class)
public class GateAutoConfiguration {
  private static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE + 10;
  private static final int GATE = Ordered.HIGHEST_PRECEDENCE + 100;

  @Bean
  OperationMatcher vicseeOperationMatcher() {
    return new OperationMatcher();
  }

  @Bean
  @ConditionalOnMissingBean
  ApiScope vicseeApiScope(OperationMatcher operations) {
    return operations::covers;
  }

  @Bean
  RequestIds vicseeRequestIds() {
    return new RequestIds();
  }

  @Bean
  RateLimitHeaders vicseeRateLimitHeaders(Quota quota, ObjectProvider<Clock> clock) {
    return new RateLimitHeaders(quota, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  FilterRegistrationBean<RequestIdFilter> vicseeRequestIdFilter(RequestIds ids, ApiScope scope) {
    var registration = first(new RequestIdFilter(ids, scope), REQUEST_ID);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return registration;
  }

  @Bean
  Admission vicseeAdmission(OperationMatcher operations, Callers callers, Quota quota, RateLimitHeaders headers, ObjectProvider<Clock> clock) {
    return new Admission(operations, callers, quota, headers, new RequestFormCheck(), clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  FilterRegistrationBean<GateFilter> vicseeGate(OperationMatcher operations, Admission admission, ErrorWriter errors, RejectedBody rejected) {
    return first(new GateFilter(operations, admission, errors, rejected), GATE);
  }

  private static <T extends Filter> FilterRegistrationBean<T> first(T filter, int order) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    return registration;
  }

  /** Puts the controllers of the contract below its base path. Others stay where they are. */
  @Bean
  WebMvcConfigurer vicseeHandlers() {
    return new WebMvcConfigurer() {
      @Override
      public void configurePathMatch(PathMatchConfigurer paths) {
        paths.addPathPrefix(ContractFacts.BASE_PATH, ApiHandlers::contains);
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ParametersResolver());
      }
    };
  }
}
