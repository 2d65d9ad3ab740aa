package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.generation.GenerationProvider.Done;
import com.vicsee.sandbox.generation.GenerationProvider.Failed;
import com.vicsee.sandbox.generation.GenerationProvider.Generation;
import com.vicsee.sandbox.generation.GenerationProvider.Progress;
import com.vicsee.sandbox.generation.GenerationProvider.Working;
import com.vicsee.sandbox.media.Drawing;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.MediaStore.Medium;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.sandbox.task.TaskStore;
import com.vicsee.server.model.TaskError;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Takes a task one step further. Each step is a transaction, and each can be repeated: the end of a task and its booking happen once and together. */
@Component
class GenerationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationRunner.class);
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final int TRIES = 5;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final TaskStore tasks;
  private final Ledger ledger;
  private final MediaStore media;
  private final ProviderCalls provider;
  private final JsonMapper json;
  private final Validator validator;
  private final Clock clock;
  private final Duration deadline;
  private final Duration retry;
  private final TransactionTemplate transaction;

  GenerationRunner(
      TaskStore tasks,
      Ledger ledger,
      MediaStore media,
      ProviderCalls provider,
      JsonMapper json,
      Validator validator,
      Clock clock,
      @Value("${vicsee.generation-deadline:30d}") Duration deadline,
      @Value("${vicsee.jobs.retry:1s}") Duration retry,
      PlatformTransactionManager transactions) {
    this.tasks = tasks;
    this.ledger = ledger;
    this.media = media;
    this.provider = provider;
    this.json = json;
    this.validator = validator;
    this.clock = clock;
    this.deadline = deadline;
    this.retry = retry;
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
      if (Duration.between(task.createdAt(), now()).compareTo(deadline) > 0) {
        fail(task, TaskFailure.PROVIDER_TIMEOUT);
        return Optional.empty();
      }
      tasks.process(taskId, Math.max(0, Math.min(99, working.percent())));
      return Optional.of(bounded(working.lookAgain()));
    }
    if (progress instanceof Failed failed) {
      fail(task, told(failed.failure()));
    } else if (progress instanceof Done done) {
      complete(task, done);
    }
    return Optional.empty();
  }

  /** A provider may answer anything, whatever its interface says. */
  private Duration bounded(@Nullable Duration wait) {
    if (wait == null || wait.isNegative()) {
      return retry;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /** Of a failure that breaks the contract its code is kept, if that at least is good. */
  private TaskFailure told(@Nullable TaskFailure failure) {
    if (failure == null || failure.code() == null) {
      return TaskFailure.generic();
    }
    return Stream.of(failure, TaskFailure.of(failure.code())).filter(this::isDeclared).findFirst().orElseGet(TaskFailure::generic);
  }

  private boolean isDeclared(TaskFailure failure) {
    return validator.validate(new TaskError(failure.code(), failure.key(), failure.message())).isEmpty();
  }

  /**
   * A fault of the provider or of a step is tried again after the time that is returned, and ends the task when it stays; then the answer is empty. A database
   * that is away or overloaded is no fault of the task, however long it takes.
   */
  Optional<Duration> afterFault(String taskId, int failures, @Nullable Throwable cause) {
    boolean hopeless = cause instanceof ProviderCalls.Unanswered unanswered && unanswered.isLast();
    if (isOfTheDatabase(cause) || (failures < TRIES && !hopeless)) {
      Duration wait = retry.multipliedBy(Math.min(failures, TRIES));
      LOG.warn("task {} could not go on, and is tried again in {} ms: {}", taskId, wait.toMillis(), String.valueOf(cause));
      return Optional.of(wait);
    }
    LOG.error("task {} failed after several tries", taskId, cause);
    tasks.find(taskId).ifPresent(task -> fail(task, cause instanceof ProviderCalls.Unanswered ? TaskFailure.PROVIDER_TIMEOUT : TaskFailure.generic()));
    return Optional.empty();
  }

  private static boolean isOfTheDatabase(@Nullable Throwable cause) {
    return cause instanceof TransientDataAccessException || cause instanceof DataAccessResourceFailureException || cause instanceof CannotCreateTransactionException;
  }

  /** Draws before the task is completed, so that a result that cannot be drawn or kept is never announced; and outside of the transaction, which is short. */
  private void complete(TaskRecord task, Done done) {
    List<Medium> pieces = new ArrayList<>();
    boolean kept = false;
    try {
      for (Output output : done.outputs()) {
        pieces.add(draw(output.main(), output.title().orElse(null)));
        output.cover().ifPresent(cover -> pieces.add(draw(cover, null)));
      }
      kept = Boolean.TRUE.equals(transaction.execute(status -> keep(task, pieces)));
    } finally {
      if (!kept) {
        pieces.forEach(media::discard);
      }
    }
  }

  private boolean keep(TaskRecord task, List<Medium> pieces) {
    if (!tasks.complete(task.id(), end(task))) {
      return false;
    }
    ledger.settle(task.userId(), task.id());
    for (int position = 0; position < pieces.size(); position++) {
      media.keep(task.id(), position, pieces.get(position));
    }
    LOG.debug("task {} completed", task.id());
    return true;
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
      if (tasks.fail(task.id(), failure, end(task))) {
        ledger.refund(task.userId(), task.id(), task.credits());
        LOG.debug("task {} failed with {}", task.id(), failure.code());
      }
    });
  }

  private Instant now() {
    return clock.instant();
  }

  /** A task does not end before it began, though the clock be set back. */
  private Instant end(TaskRecord task) {
    Instant now = now();
    return now.isBefore(task.createdAt()) ? task.createdAt() : now;
  }
}
