package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.MediaStore.Medium;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.sandbox.task.TaskStore;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims steps, and saves what they led to, many in one transaction. The transaction that ends a task also settles or refunds its credits and removes its job. All
 * transactions lock jobs before tasks, and tasks before accounts.
 */
@Component
class StepStore {
  private static final Logger LOG = LoggerFactory.getLogger(StepStore.class);

  private final TaskStore tasks;
  private final Inputs inputs;
  private final Ledger ledger;
  private final MediaStore media;
  private final JobStore jobs;
  private final Clock clock;
  private final TransactionTemplate transaction;

  StepStore(TaskStore tasks, Inputs inputs, Ledger ledger, MediaStore media, JobStore jobs, Clock clock, PlatformTransactionManager transactions) {
    this.tasks = tasks;
    this.inputs = inputs;
    this.ledger = ledger;
    this.media = media;
    this.jobs = jobs;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The next step of a task that has not ended. */
  record Step(Job job, TaskRecord task) {}

  /** What a step led to. */
  sealed interface Outcome {
    Job job();
  }

  /**
   * The task has not ended.
   *
   * @param percent the progress; null when it is not known
   * @param pause how long to wait for the next step
   */
  record Continued(Job job, @Nullable Integer percent, Duration pause) implements Outcome {}

  /** The task has a result. */
  record Completed(Job job, TaskRecord task, List<Medium> pieces) implements Outcome {}

  /** Claims steps that are due. Their tasks are no longer pending. */
  List<Step> claim(int most) {
    return Objects.requireNonNull(transaction.execute(status -> {
      List<Job> claimed = jobs.claim(most);
      Map<String, TaskRecord> open = tasks.findOpen(claimed.stream().map(Job::taskId).toList());
      jobs.remove(claimed.stream().map(Job::taskId).filter(id -> !open.containsKey(id)).toList());
      tasks.queue(open.values().stream().filter(task -> task.status() == TaskStatus.PENDING).map(TaskRecord::id).sorted().toList());
      return claimed.stream().filter(job -> open.containsKey(job.taskId())).map(job -> new Step(job, open.get(job.taskId()))).toList();
    }));
  }

  /** Saves outcomes, all or none of them. */
  void save(List<Outcome> outcomes) {
    Map<Job, Duration> next = new HashMap<>();
    // In the order of the ids, so that two transactions lock tasks in the same order.
    Map<String, Integer> progress = new TreeMap<>();
    Map<String, Completed> completed = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Completed end) {
        completed.put(end.task().id(), end);
      } else if (outcome instanceof Continued continued) {
        next.put(continued.job(), continued.pause());
        if (continued.percent() != null) {
          progress.put(continued.job().taskId(), continued.percent());
        }
      }
    }
    transaction.executeWithoutResult(status -> {
      jobs.release(next);
      jobs.remove(completed.keySet());
      tasks.process(progress);
      complete(completed);
    });
  }

  private void complete(Map<String, Completed> completed) {
    Map<String, Instant> ends = new TreeMap<>();
    completed.forEach((id, it) -> ends.put(id, end(it.task())));
    Set<String> ended = tasks.complete(ends);
    Map<String, String> users = new TreeMap<>();
    Map<String, List<Medium>> pieces = new TreeMap<>();
    for (Completed it : completed.values()) {
      if (ended.contains(it.task().id())) {
        users.put(it.task().id(), it.task().userId());
        pieces.put(it.task().id(), it.pieces());
        it.job().logged(() -> LOG.debug("Task {} completed", it.task().id()));
      } else {
        it.pieces().forEach(media::discard);
      }
    }
    inputs.delete(ended);
    ledger.settle(users);
    media.save(pieces);
  }

  /** Fails a task and refunds its credits. Does nothing to a task that has ended. */
  void fail(TaskRecord task, TaskFailure failure) {
    transaction.executeWithoutResult(status -> {
      jobs.remove(Set.of(task.id()));
      if (tasks.fail(task.id(), failure, end(task))) {
        inputs.delete(Set.of(task.id()));
        ledger.refund(task.userId(), task.id(), task.credits());
        LOG.debug("Task {} failed with {}", task.id(), failure.code());
      }
    });
  }

  /** A task never ends before its creation, even if the clock is set back. */
  private Instant end(TaskRecord task) {
    Instant now = clock.instant();
    return now.isBefore(task.createdAt()) ? task.createdAt() : now;
  }
}
