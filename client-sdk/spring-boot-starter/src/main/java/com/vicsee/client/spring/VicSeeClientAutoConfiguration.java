package com.vicsee.client.spring;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.retry.RetryPolicy;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the client a bean when {@code vicsee.api-key} is set and the application has no client of its own. */
@AutoConfiguration(afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@EnableConfigurationProperties(VicSeeProperties.class)
public class VicSeeClientAutoConfiguration {

  /** Makes the client. */
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("vicsee.api-key")
  VicSeeClient vicSeeClient(VicSeeProperties properties, ObjectProvider<VicSeeClientCustomizer> customizers) {
    VicSeeClientBuilder builder = VicSeeClient.builder();
    Optional.ofNullable(properties.apiKey()).ifPresent(builder::apiKey);
    Optional.ofNullable(properties.baseUrl()).ifPresent(builder::baseUrl);
    Optional.ofNullable(properties.timeout()).ifPresent(builder::timeout);
    Optional.ofNullable(properties.attemptTimeout()).ifPresent(builder::attemptTimeout);
    Optional.ofNullable(properties.connectTimeout()).ifPresent(builder::connectTimeout);
    Optional.ofNullable(properties.maxRetries())
        .ifPresent(retries -> builder.retryPolicy(RetryPolicy.builder().maxRetries(retries).build()));
    Optional.ofNullable(properties.pacing()).ifPresent(pacing -> builder.pacing(pacing.toPacing()));
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  /** Observes the requests when the application has a registry. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  static class Observations {

    @Bean
    @ConditionalOnBean(ObservationRegistry.class)
    VicSeeClientCustomizer vicSeeObservations(ObservationRegistry registry) {
      return builder -> builder.wrapTransport(transport -> new ObservedTransport(transport, registry));
    }
  }

  /** Reports the health of the API when {@code management.health.vicsee.enabled} is true. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  @ConditionalOnProperty(name = "management.health.vicsee.enabled", havingValue = "true")
  static class HealthConfiguration {

    @Bean
    @ConditionalOnProperty("vicsee.api-key")
    @ConditionalOnMissingBean(name = "vicSeeHealthIndicator")
    HealthIndicator vicSeeHealthIndicator(VicSeeClient client) {
      return () -> {
        try {
          return Health.up().withDetail("credits", client.credits().balance().credits()).build();
        } catch (VicSeeException failure) {
          return Health.down(failure).build();
        }
      };
    }
  }
}
