package com.vicsee.server;

import com.vicsee.server.sandbox.SandboxClock;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The one clock of everything that has to do with the API. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
  @Bean
  @Profile("sandbox")
  SandboxClock sandboxClock() {
    return new SandboxClock();
  }

  @Bean
  @Profile("!sandbox")
  Clock systemClock() {
    return Clock.systemUTC();
  }
}
