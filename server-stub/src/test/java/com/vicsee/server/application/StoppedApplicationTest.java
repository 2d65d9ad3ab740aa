package com.vicsee.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.Container;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** While a server shuts down, Tomcat may still read a request when the application is gone. */
class StoppedApplicationTest {

  @Test
  void request_afterTheApplicationHasStopped_isNotAnswered() throws Exception {
    try (Started server = Started.of(SmallServer.class)) {
      var tomcat = (TomcatWebServer) ((WebServerApplicationContext) server.context()).getWebServer();
      for (Container application : tomcat.getTomcat().getHost().findChildren()) {
        application.stop();
      }

      assertThat(server.sendRaw("GET /api/v1/credits HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
    }
  }
}
