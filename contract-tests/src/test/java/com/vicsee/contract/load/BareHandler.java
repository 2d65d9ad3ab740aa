package com.vicsee.contract.load;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The minimum of Spring MVC: the same Boot, Tomcat and connection settings, no filter and no check. It answers with the recorded bytes and headers of the
 * sandbox, so the difference to the sandbox is the cost of the sandbox's work.
 */
@RestController
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class})
class BareHandler {

  private static Canned task = new Canned(200, Map.of(), new byte[0]);
  private static Canned accepted = task;

  /** Starts with the folder of the recorded answers. */
  public static void main(String[] args) {
    task = Canned.read(Path.of(args[0], "task"));
    accepted = Canned.read(Path.of(args[0], "accepted"));
    SpringApplication application = new SpringApplication(BareHandler.class);
    application.setDefaultProperties(Map.of("spring.config.name", "none", "server.port", "0", "server.address", "127.0.0.1",
        "spring.main.banner-mode", "off", "logging.level.root", "warn"));
    var context = application.run();
    Peer.ready("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  @GetMapping("/tasks/{id}")
  ResponseEntity<byte[]> task(@PathVariable String id) {
    return task.answer();
  }

  @PostMapping("/generate")
  ResponseEntity<byte[]> generate(@RequestBody byte[] body) {
    return accepted.answer();
  }
}
