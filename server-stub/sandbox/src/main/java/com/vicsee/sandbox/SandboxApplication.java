package com.vicsee.sandbox;

import java.time.Clock;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/** The sandbox as a Spring Boot application. */
@SpringBootApplication
public class SandboxApplication {

  /** Starts the sandbox with Spring Boot's command line options. */
  public static void main(String[] args) {
    SpringApplication.run(SandboxApplication.class, args);
  }

  /**
   * Starts the sandbox within another program. These options alone count: the environment and the system properties of that program do not.
   */
  public static ConfigurableApplicationContext startWithin(String... options) {
    // Spring reads this one past its environment. That program may be compiled ahead of time; the sandbox is not.
    SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
    var application = new SpringApplication(SandboxApplication.class);
    application.setEnvironment(new StandardServletEnvironment() {
      @Override
      protected void customizePropertySources(MutablePropertySources sources) {
        // Without those of the process.
      }
    });
    return application.run(options);
  }

  /** The clock of everything that belongs to the API, unless the control room brings one that can be advanced. */
  @Bean
  @Fallback
  Clock systemClock() {
    return Clock.systemUTC();
  }
}
