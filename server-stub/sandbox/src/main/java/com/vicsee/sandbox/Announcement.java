package com.vicsee.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the sandbox is, once it takes requests. Whoever asked for any free port ({@code --server.port=0}) learns it from here. */
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
