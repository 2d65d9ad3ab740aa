package com.vicsee.sandbox.fault;

import com.vicsee.sandbox.SandboxApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The sandbox with more users than its personas, and with a provider and a clock that misbehave when they are told to. */
public final class FaultySandbox {
  private FaultySandbox() {}

  public static void main(String[] options) {
    new SpringApplicationBuilder(SandboxApplication.class).sources(Crowd.class, MisbehavingProvider.Before.class, SetBackClock.class).run(options);
  }
}
