package com.vicsee.sandbox;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;

/** The sandbox as a Spring Boot application. */
@SpringBootApplication
public class SandboxApplication {

  /** Starts the sandbox with Spring Boot's command line options. */
  public static void main(String[] args) {
    SpringApplication.run(SandboxApplication.class, args);
  }

  /** The clock of everything that belongs to the API, unless the control room brings one that can be advanced. */
  @Bean
  @Fallback
  Clock systemClock() {
    return Clock.systemUTC();
  }
}
