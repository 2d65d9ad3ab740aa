package com.vicsee.server.fault;

import com.vicsee.server.SandboxApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The sandbox with more users than its personas, and with a provider that misbehaves when it is told to. */
public final class FaultySandbox {
  private FaultySandbox() {}

  public static void main(String[] options) {
    new SpringApplicationBuilder(SandboxApplication.class).sources(Crowd.class, MisbehavingProvider.Before.class).run(options);
  }
}
