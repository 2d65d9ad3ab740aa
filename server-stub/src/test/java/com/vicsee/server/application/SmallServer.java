package com.vicsee.server.application;

import com.vicsee.server.api.CreditsApi;
import com.vicsee.server.api.GenerationApi;
import com.vicsee.server.api.TasksApi;
import com.vicsee.server.gate.Caller;
import com.vicsee.server.gate.Callers;
import com.vicsee.server.gate.InMemoryQuota;
import com.vicsee.server.gate.Quota;
import com.vicsee.server.model.CreditBalance;
import com.vicsee.server.model.CreditsResponse;
import com.vicsee.server.model.DownloadResponse;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.Plan;
import com.vicsee.server.model.TaskStatus;
import com.vicsee.server.model.TaskSubmission;
import com.vicsee.server.model.TaskSubmissionResponse;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The smallest server of the API: two beans and a controller. The word {@code crash} in a prompt makes the handler throw. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({SmallServer.Generation.class, SmallServer.Credits.class})
class SmallServer {
  static final String KEY = "sk-good";
  static final String FREE_KEY = "sk-free";
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  record User(String userId, Plan plan) implements Caller {}

  @Bean
  Clock clock() {
    return CLOCK;
  }

  @Bean
  Callers callers() {
    return key -> switch (key) {
      case KEY -> Optional.of(new User("alice", Plan.PRO));
      case FREE_KEY -> Optional.of(new User("carol", Plan.FREE));
      default -> Optional.empty();
    };
  }

  @Bean
  Quota quota() {
    return new InMemoryQuota(CLOCK);
  }

  @Bean
  Filter failing() {
    return (request, response, chain) -> {
      if ("filter".equals(request.getParameter("crash"))) {
        throw new IllegalStateException("A secret of the filter");
      }
      chain.doFilter(request, response);
    };
  }

  /** Answers each generation with another id. */
  @RestController
  static class Generation implements GenerationApi {
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public ResponseEntity<TaskSubmissionResponse> generateMedia(GenerateRequest request, GenerateMediaParameters parameters) {
      int call = calls.incrementAndGet();
      if (String.valueOf(request.getPrompt()).contains("crash")) {
        throw new IllegalStateException("A secret of the handler");
      }
      return ResponseEntity.ok(new TaskSubmissionResponse(
          true, new TaskSubmission("task_" + call, request.getModel(), TaskStatus.PENDING, 20L, 480L, CLOCK.instant())));
    }
  }

  /** Answers with the mode and the range that it reads. */
  @RestController
  static class Downloads implements TasksApi {
    @Override
    public ResponseEntity<DownloadResponse> downloadResult(String id, DownloadResultParameters parameters) {
      return ResponseEntity.ok().header("X-Read", parameters.mode() + " " + parameters.range()).build();
    }
  }

  @RestController
  static class Credits implements CreditsApi {
    @Override
    public ResponseEntity<CreditsResponse> getCredits(GetCreditsParameters parameters) {
      return ResponseEntity.ok(new CreditsResponse(true, new CreditBalance(480L)));
    }
  }
}
