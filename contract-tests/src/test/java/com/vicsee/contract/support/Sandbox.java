package com.vicsee.contract.support;

import com.vicsee.sandbox.SandboxApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The server stub, in this process, on a free port of the loopback interface. */
public final class Sandbox implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Sandbox(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts a new sandbox in its first state. One starts at a time, since each sets up the logging of the process. */
  public static synchronized Sandbox start(String... options) {
    String[] arguments = new String[options.length + 5];
    arguments[0] = "--server.port=0";
    arguments[1] = "--spring.main.banner-mode=off";
    arguments[2] = "--logging.level.root=WARN";
    arguments[3] = "--spring.jmx.enabled=false";
    arguments[4] = "--logging.level.com.vicsee=OFF";
    System.arraycopy(options, 0, arguments, 5, options.length);
    return new Sandbox(SpringApplication.run(SandboxApplication.class, arguments));
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return origin() + "/api/v1";
  }

  /** The URL of the server itself. */
  public String origin() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  @Override
  public void close() {
    context.close();
  }
}
