package com.example.server;

import com.vicsee.server.catalogue.Catalogue;
import com.vicsee.server.gate.Caller;
import com.vicsee.server.gate.Callers;
import com.vicsee.server.gate.InMemoryQuota;
import com.vicsee.server.gate.Quota;
import com.vicsee.server.idempotency.IdempotencyStore;
import com.vicsee.server.idempotency.InMemoryIdempotencyStore;
import com.vicsee.server.model.Plan;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;

/** A server of the VicSee API over maps in memory: what a server has to add to the stub. */
@SpringBootApplication
@EnableConfigurationProperties(ExampleServer.Settings.class)
class ExampleServer {
  public static void main(String[] args) {
    SpringApplication.run(ExampleServer.class, args);
  }

  /** The users of {@code application.yaml}. */
  @ConfigurationProperties
  record Settings(List<User> users) {}

  /** A user; {@code credits} is what was bought. */
  record User(String userId, String key, Plan plan, long credits) implements Caller {}

  @Bean
  Callers callers(Settings settings) {
    return key -> settings.users().stream().filter(user -> user.key().equals(key)).findFirst();
  }

  @Bean
  Quota quota(Clock clock) {
    return new InMemoryQuota(clock);
  }

  @Bean
  IdempotencyStore idempotencyKeys(Clock clock) {
    return new InMemoryIdempotencyStore(clock);
  }

  @Bean
  Catalogue catalogue() throws IOException {
    return Catalogue.read(new ClassPathResource("models.yaml"));
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
