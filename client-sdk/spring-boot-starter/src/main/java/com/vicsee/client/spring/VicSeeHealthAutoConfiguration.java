package com.vicsee.client.spring;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.VicSeeException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Reports the health of the API when {@code management.health.vicsee.enabled} is true, through the only client of the application or
 * the primary one.
 */
@AutoConfiguration(after = VicSeeClientAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnProperty(name = "management.health.vicsee.enabled", havingValue = "true")
public class VicSeeHealthAutoConfiguration {

  /** Makes the indicator. */
  @Bean
  @ConditionalOnSingleCandidate(VicSeeClient.class)
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
