package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.generation.GenerationProvider.Done;
import com.vicsee.sandbox.generation.GenerationProvider.Failed;
import com.vicsee.sandbox.generation.GenerationProvider.Generation;
import com.vicsee.sandbox.generation.GenerationProvider.Progress;
import com.vicsee.sandbox.generation.GenerationProvider.Working;
import com.vicsee.sandbox.media.Content;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.MediaStore.Medium;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.sandbox.task.TaskStore;
import com.vicsee.server.model.InputMediaType;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskError;
import com.vicsee.server.model.Song;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
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

/** Takes a task one step further. Each step can be repeated. One transaction ends a task and settles or refunds its credits. */
@Component
class GenerationRunner {
  private static final int MAX_TITLE = maxTitle();
  private static final Logger LOG = LoggerFactory.getLogger(GenerationRunner.class);
  private static final Duration IMMEDIATELY = Duration.ZERO;
  private static final int MAX_ATTEMPTS = 5;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final TaskStore tasks;
  private final Inputs inputs;
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
      Inputs inputs,
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
    this.inputs = inputs;
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

  /** Takes a task one step further. Returns how long to wait for the next step; empty when the task has ended. */
  Optional<Duration> advance(String taskId) {
    TaskRecord task = tasks.find(taskId).orElse(null);
    if (task == null || task.isFinal()) {
      return Optional.empty();
    }
    if (task.status() == TaskStatus.PENDING) {
      tasks.queue(taskId);
      return Optional.of(IMMEDIATELY);
    }
    if (task.status() == TaskStatus.QUEUED) {
      tasks.process(taskId, 0);
    }
    Specification specification = json.readValue(task.specification(), Specification.class);
    Progress progress = provider.advance(new Generation(taskId, specification, inputs.ofTask(task, specification), task.createdAt()));
    if (progress instanceof Working working) {
      if (Duration.between(task.createdAt(), now()).compareTo(deadline) > 0) {
        fail(task, TaskFailure.PROVIDER_TIMEOUT);
        return Optional.empty();
      }
      tasks.process(taskId, Math.max(0, Math.min(99, working.percent())));
      return Optional.of(bounded(working.nextPoll()));
    }
    if (progress instanceof Failed failed) {
      fail(task, valid(failed.failure()));
    } else if (progress instanceof Done done) {
      complete(task, specification, done);
    }
    return Optional.empty();
  }

  /** A provider may return anything. */
  private Duration bounded(@Nullable Duration wait) {
    if (wait == null || wait.isNegative()) {
      return retry;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /** Keeps a failure that the contract allows, or at least its code. */
  private TaskFailure valid(@Nullable TaskFailure failure) {
    if (failure == null || failure.code() == null) {
      return TaskFailure.generic();
    }
    return Stream.of(failure, TaskFailure.of(failure.code())).filter(this::isDeclared).findFirst().orElseGet(TaskFailure::generic);
  }

  private boolean isDeclared(TaskFailure failure) {
    return validator.validate(new TaskError(failure.code(), failure.key(), failure.message())).isEmpty();
  }

  /**
   * Decides what follows a failed step: another attempt after the returned time, or, if empty, the end of the task. A database that is away or overloaded never ends
   * a task.
   */
  Optional<Duration> afterFault(String taskId, int failures, @Nullable Throwable cause) {
    boolean last = cause instanceof ProviderCalls.ProviderTimeout timeout && timeout.isLast();
    if (isOfTheDatabase(cause) || (failures < MAX_ATTEMPTS && !last)) {
      Duration wait = retry.multipliedBy(Math.min(failures, MAX_ATTEMPTS));
      LOG.warn("Task {}: a step failed; the next attempt is in {} ms: {}", taskId, wait.toMillis(), String.valueOf(cause));
      return Optional.of(wait);
    }
    LOG.error("Task {} failed after several attempts", taskId, cause);
    tasks.find(taskId).ifPresent(task -> fail(task, cause instanceof ProviderCalls.ProviderTimeout ? TaskFailure.PROVIDER_TIMEOUT : TaskFailure.generic()));
    return Optional.empty();
  }

  private static boolean isOfTheDatabase(@Nullable Throwable cause) {
    return cause instanceof TransientDataAccessException || cause instanceof DataAccessResourceFailureException || cause instanceof CannotCreateTransactionException;
  }

  /** Makes the files outside of the transaction and before the task completes, so that a task never completes without its files. */
  private void complete(TaskRecord task, Specification specification, Done done) {
    String type = task.mediaType() == MediaType.MUSIC ? InputMediaType.AUDIO.getValue() : task.mediaType().getValue();
    List<Medium> pieces = new ArrayList<>();
    boolean saved = false;
    try {
      for (Output output : done.outputs()) {
        pieces.add(create(output.main(), type, output.title().orElse(null), specification.seconds()));
        output.cover().ifPresent(cover -> pieces.add(create(cover, InputMediaType.IMAGE.getValue(), null, 0)));
      }
      saved = Boolean.TRUE.equals(transaction.execute(status -> save(task, pieces)));
    } finally {
      if (!saved) {
        pieces.forEach(media::discard);
      }
    }
  }

  private boolean save(TaskRecord task, List<Medium> pieces) {
    if (!tasks.complete(task.id(), end(task))) {
      return false;
    }
    inputs.delete(task.id());
    ledger.settle(task.userId(), task.id());
    for (int position = 0; position < pieces.size(); position++) {
      media.save(task.id(), position, pieces.get(position));
    }
    LOG.debug("Task {} completed", task.id());
    return true;
  }

  private Medium create(Content content, String type, @Nullable String title, double seconds) {
    if (title != null && (title.isEmpty() || title.codePointCount(0, title.length()) > MAX_TITLE)) {
      throw new IllegalArgumentException("the title of a song must have 1 to " + MAX_TITLE + " characters; received " + title.length());
    }
    try {
      return media.create(content, type, title, seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In code points, from the contract; the database counts in other units. */
  private static int maxTitle() {
    try {
      return Song.class.getMethod("getTitle").getAnnotation(Size.class).max();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a generated song has a title", e);
    }
  }

  private void fail(TaskRecord task, TaskFailure failure) {
    transaction.executeWithoutResult(status -> {
      if (tasks.fail(task.id(), failure, end(task))) {
        inputs.delete(task.id());
        ledger.refund(task.userId(), task.id(), task.credits());
        LOG.debug("Task {} failed with {}", task.id(), failure.code());
      }
    });
  }

  private Instant now() {
    return clock.instant();
  }

  /** A task never ends before its creation, even if the clock is set back. */
  private Instant end(TaskRecord task) {
    Instant now = now();
    return now.isBefore(task.createdAt()) ? task.createdAt() : now;
  }
}
