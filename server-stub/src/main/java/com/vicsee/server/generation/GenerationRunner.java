package com.vicsee.server.generation;

import com.vicsee.server.account.Ledger;
import com.vicsee.server.generated.model.TaskFailure;
import com.vicsee.server.generated.model.TaskStatus;
import com.vicsee.server.generation.GenerationProvider.Done;
import com.vicsee.server.generation.GenerationProvider.Failed;
import com.vicsee.server.generation.GenerationProvider.Generation;
import com.vicsee.server.generation.GenerationProvider.Progress;
import com.vicsee.server.generation.GenerationProvider.Working;
import com.vicsee.server.media.Drawing;
import com.vicsee.server.media.MediaStore;
import com.vicsee.server.media.MediaStore.Medium;
import com.vicsee.server.task.TaskRecord;
import com.vicsee.server.task.TaskStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Takes a task one step further. Each step is a transaction, and each can be repeated: the end of a task and its booking happen once and together. */
@Component
class GenerationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationRunner.class);
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int TRIES = 5;

  private final TaskStore tasks;
  private final Ledger ledger;
  private final MediaStore media;
  private final GenerationProvider provider;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate transaction;

  GenerationRunner(
      TaskStore tasks,
      Ledger ledger,
      MediaStore media,
      GenerationProvider provider,
      JsonMapper json,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.tasks = tasks;
    this.ledger = ledger;
    this.media = media;
    this.provider = provider;
    this.json = json;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Takes a task one step further, and returns after how long to do so again; empty when it has come to its end. */
  Optional<Duration> advance(String taskId) {
    TaskRecord task = tasks.find(taskId).orElse(null);
    if (task == null || task.isFinal()) {
      return Optional.empty();
    }
    if (task.status() == TaskStatus.PENDING) {
      tasks.queue(taskId);
      return Optional.of(AT_ONCE);
    }
    if (task.status() == TaskStatus.QUEUED) {
      tasks.process(taskId, 0);
    }
    var generation = new Generation(taskId, json.readValue(task.specification(), Specification.class), task.createdAt());
    Progress progress = provider.advance(generation);
    if (progress instanceof Working working) {
      tasks.process(taskId, Math.max(0, Math.min(99, working.percent())));
      return Optional.of(working.lookAgain());
    }
    if (progress instanceof Failed failed) {
      fail(task, failed.failure());
    } else if (progress instanceof Done done) {
      complete(task, done);
    }
    return Optional.empty();
  }

  /** A fault of the provider or of a step is tried again after the time that is returned, and ends the task when it stays; then the answer is empty. */
  Optional<Duration> afterFault(String taskId, int failures, @Nullable Throwable cause) {
    if (failures < TRIES) {
      return Optional.of(RETRY.multipliedBy(failures));
    }
    LOG.error("task {} failed after {} tries", taskId, failures, cause);
    tasks.find(taskId).ifPresent(task -> fail(task, TaskFailure.generic()));
    return Optional.empty();
  }

  /** Draws before the task is completed, so that a result that cannot be drawn or kept is never announced; and outside of the transaction, which is short. */
  private void complete(TaskRecord task, Done done) {
    List<Medium> pieces = new ArrayList<>();
    for (Output output : done.outputs()) {
      pieces.add(draw(output.main(), output.title().orElse(null)));
      output.cover().ifPresent(cover -> pieces.add(draw(cover, null)));
    }
    transaction.executeWithoutResult(status -> {
      if (!tasks.complete(task.id(), now())) {
        return;
      }
      ledger.settle(task.userId(), task.id());
      for (int position = 0; position < pieces.size(); position++) {
        media.keep(task.id(), position, pieces.get(position));
      }
      LOG.debug("task {} completed", task.id());
    });
  }

  private Medium draw(Drawing drawing, @Nullable String title) {
    Medium medium = Medium.of(drawing, title);
    try {
      media.file(medium);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return medium;
  }

  private void fail(TaskRecord task, TaskFailure failure) {
    transaction.executeWithoutResult(status -> {
      if (tasks.fail(task.id(), failure, now())) {
        ledger.refund(task.userId(), task.id(), task.credits());
        LOG.debug("task {} failed with {}", task.id(), failure.code());
      }
    });
  }

  private Instant now() {
    return clock.instant();
  }
}
