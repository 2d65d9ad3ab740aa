package com.vicsee.sandbox.control;

import com.vicsee.sandbox.database.Database;
import com.vicsee.sandbox.database.Forgetful;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;

/** Follows other instances where there can be any. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class FollowConfiguration {
  @Bean
  FilterRegistrationBean<FollowFilter> followFilter(Database database, SandboxClock clock, List<Forgetful> memories) {
    var registration = new FilterRegistrationBean<>(new FollowFilter(clock, memories));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 40);
    registration.setEnabled(database.isShared());
    return registration;
  }
}
