package com.vicsee.sandbox;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The one clock of everything that has to do with the API. The sandbox brings its own. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
  @Bean
  @Profile("!sandbox")
  Clock systemClock() {
    return Clock.systemUTC();
  }
}
