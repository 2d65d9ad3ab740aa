package com.vicsee.client.spring;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the client a bean when {@code vicsee.api-key} is set and the application has no client of its own. */
@AutoConfiguration(afterName = {
    "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
    // Spring Boot 3.
    "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"})
@EnableConfigurationProperties(VicSeeProperties.class)
public class VicSeeClientAutoConfiguration {

  private static final String SECRET = "(secret)";

  /** Makes the client. */
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("vicsee.api-key")
  VicSeeClient vicSeeClient(VicSeeProperties properties, ObjectProvider<VicSeeClientCustomizer> customizers) {
    VicSeeClientBuilder builder = VicSeeClient.builder();
    set("api-key", properties.apiKey(), builder::apiKey);
    set("base-url", properties.baseUrl(), builder::baseUrl);
    set("timeout", properties.timeout(), builder::timeout);
    set("attempt-timeout", properties.attemptTimeout(), builder::attemptTimeout);
    set("connect-timeout", properties.connectTimeout(), builder::connectTimeout);
    set("max-retries", properties.maxRetries(), builder::maxRetries);
    Optional.ofNullable(properties.pacing()).ifPresent(pacing -> builder.pacing(pacing.toPacing()));
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  /** Sets a property. When the client refuses its value, Spring Boot reports both. */
  private static <T> void set(String name, @Nullable T value, Consumer<T> setter) {
    if (value != null) {
      try {
        setter.accept(value);
      } catch (IllegalArgumentException refused) {
        Object shown = name.equals("api-key") ? SECRET : value.toString().replaceFirst("//[^/]*@", "//" + SECRET + "@");
        throw new InvalidConfigurationPropertyValueException("vicsee." + name, shown, String.valueOf(refused.getMessage()));
      }
    }
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
}
