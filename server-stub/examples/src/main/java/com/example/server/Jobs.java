package com.example.server;

import com.example.server.ExampleServer.User;
import com.vicsee.server.catalogue.ModelRequest;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.TaskStatus;
import com.vicsee.server.model.TaskSubmission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All tasks. A balance is what was bought less the price of each task that has not failed, so a failure refunds its credits. */
@Component
class Jobs {
  private final Map<String, Job> jobs = new HashMap<>();
  private final Clock clock;

  Jobs(Clock clock) {
    this.clock = clock;
  }

  synchronized TaskSubmission submit(User caller, ModelRequest request, long price) {
    Instant now = clock.instant();
    long balance = balance(caller);
    int limit = caller.plan().concurrentGenerations();
    if (balance < price) {
      throw ApiProblem.of(Message.INSUFFICIENT_CREDITS, price, balance);
    }
    if (of(caller).filter(job -> job.isUnderWay(now)).count() >= limit) {
      throw ApiProblem.of(Message.CONCURRENT_LIMIT_EXCEEDED, limit).retryAfter(Duration.ofSeconds(1));
    }
    var job = new Job("task_" + UUID.randomUUID(), caller.userId(), request, price, now);
    jobs.put(job.id(), job);
    return new TaskSubmission(job.id(), request.model().getId(), TaskStatus.PENDING, price, balance - price, now);
  }

  synchronized long balance(User user) {
    Instant now = clock.instant();
    return user.credits() - of(user).filter(job -> job.status(now) != TaskStatus.FAILED).mapToLong(Job::price).sum();
  }

  synchronized Job find(User caller, String id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw ApiProblem.of(Message.TASK_NOT_FOUND);
    }
    if (!job.owner().equals(caller.userId())) {
      throw ApiProblem.of(Message.ACCESS_DENIED);
    }
    return job;
  }

  private Stream<Job> of(User user) {
    return jobs.values().stream().filter(job -> job.owner().equals(user.userId()));
  }
}
