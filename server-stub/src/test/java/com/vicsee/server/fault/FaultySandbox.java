package com.vicsee.server.fault;

import com.vicsee.server.SandboxApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The sandbox with more users than its personas. */
final class FaultySandbox {
  private FaultySandbox() {}

  public static void main(String[] options) {
    new SpringApplicationBuilder(SandboxApplication.class).sources(Crowd.class).run(options);
  }
}
