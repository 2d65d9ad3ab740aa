package com.vicsee.sandbox;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the sandbox. */
@SpringBootApplication
public class SandboxApplication {

  /** Starts the sandbox with Spring Boot's command line options. */
  public static void main(String[] args) {
    SpringApplication.run(SandboxApplication.class, args);
  }
}
