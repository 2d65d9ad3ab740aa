package com.vicsee.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs the address of the sandbox once it accepts requests. With {@code --server.port=0} it is the only place that shows the port. */
@Component
class Announcement {
  private static final Logger log = LoggerFactory.getLogger(Announcement.class);

  private final Environment environment;

  Announcement(Environment environment) {
    this.environment = environment;
  }

  @EventListener
  void say(ApplicationReadyEvent ready) {
    log.info("The sandbox listens on http://{}:{}", environment.getProperty("server.address"), environment.getProperty("local.server.port"));
  }
}
