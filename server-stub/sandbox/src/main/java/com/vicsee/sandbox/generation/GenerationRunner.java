package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.generation.GenerationProvider.Done;
import com.vicsee.sandbox.generation.GenerationProvider.Failed;
import com.vicsee.sandbox.generation.GenerationProvider.Generation;
import com.vicsee.sandbox.generation.GenerationProvider.Progress;
import com.vicsee.sandbox.generation.GenerationProvider.Working;
import com.vicsee.sandbox.generation.StepStore.Completed;
import com.vicsee.sandbox.generation.StepStore.Continued;
import com.vicsee.sandbox.generation.StepStore.Outcome;
import com.vicsee.sandbox.generation.StepStore.Step;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.sandbox.task.TaskStore;
import com.vicsee.server.model.TaskError;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;

/** Takes tasks one step further. Each step can be repeated. Results with files are saved by a few threads; all else is saved many at a time. */
@Component
class GenerationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationRunner.class);
  private static final int MAX_ATTEMPTS = 5;
  private static final int THREADS = 4;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final TaskStore tasks;
  private final Inputs inputs;
  private final JobStore jobs;
  private final StepStore store;
  private final Results results;
  private final ProviderCalls provider;
  private final JsonMapper json;
  private final Validator validator;
  private final Clock clock;
  private final Duration deadline;
  private final Duration retry;
  private final ExecutorService saving = Executors.newFixedThreadPool(THREADS, work -> new Thread(work, "results"));
  /** The tasks whose results are being saved. */
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  GenerationRunner(
      TaskStore tasks,
      Inputs inputs,
      JobStore jobs,
      StepStore store,
      Results results,
      ProviderCalls provider,
      JsonMapper json,
      Validator validator,
      Clock clock,
      @Value("${vicsee.generation-deadline:30d}") Duration deadline,
      @Value("${vicsee.jobs.retry:1s}") Duration retry) {
    this.tasks = tasks;
    this.inputs = inputs;
    this.jobs = jobs;
    this.store = store;
    this.results = results;
    this.provider = provider;
    this.json = json;
    this.validator = validator;
    this.clock = clock;
    this.deadline = deadline;
    this.retry = retry;
  }

  private record Started(Step step, Generation generation) {
    Job job() {
      return step.job();
    }

    TaskRecord task() {
      return step.task();
    }
  }

  /**
   * Carries out steps that are due.
   *
   * @param most how many
   * @return how many steps were claimed
   */
  int advance(int most) {
    List<Step> claimed = store.claim(most);
    List<Started> started = new ArrayList<>();
    List<Outcome> led = new ArrayList<>();
    // All calls start before the first is waited for.
    for (Step step : claimed) {
      attempt(step.job(), () -> {
        started.add(start(step));
        return Optional.empty();
      }).ifPresent(led::add);
    }
    started.forEach(it -> attempt(it.job(), () -> finish(it)).ifPresent(led::add));
    if (!led.isEmpty()) {
      save(led);
    }
    return claimed.size();
  }

  /** Renews the claims on the tasks whose results are being saved. */
  void renewClaims() {
    jobs.renew(List.copyOf(inHand));
  }

  private interface Work {
    Optional<Outcome> run();
  }

  /** Carries out a part of a step. When it fails, the outcome is another attempt, or none because the task has failed. */
  private Optional<Outcome> attempt(Job job, Work work) {
    return job.logged(() -> {
      try {
        return work.run();
      } catch (RuntimeException | Error e) {
        return afterFault(job, e);
      }
    });
  }

  private Started start(Step step) {
    TaskRecord task = step.task();
    Specification specification = json.readValue(task.specification(), Specification.class);
    Generation generation = new Generation(task.id(), specification, inputs.ofTask(task, specification), task.createdAt());
    provider.start(generation);
    return new Started(step, generation);
  }

  /** Returns what the step led to; empty when the task has ended, or is about to. */
  private Optional<Outcome> finish(Started step) {
    TaskRecord task = step.task();
    Progress progress = provider.advance(step.generation());
    if (progress instanceof Working working) {
      if (Duration.between(task.createdAt(), clock.instant()).compareTo(deadline) > 0) {
        store.fail(task, TaskFailure.PROVIDER_TIMEOUT);
        return Optional.empty();
      }
      return Optional.of(new Continued(step.job().succeeded(), percent(task, working), bounded(working.nextPoll())));
    }
    if (progress instanceof Failed failed) {
      store.fail(task, valid(failed.failure()));
      return Optional.empty();
    }
    Done done = (Done) progress;
    if (Results.hasFiles(done)) {
      saveLater(step, done);
      return Optional.empty();
    }
    return Optional.of(completed(step, done));
  }

  private Completed completed(Started step, Done done) {
    return new Completed(step.job(), step.task(), results.create(step.task(), step.generation().specification().seconds(), done));
  }

  private void saveLater(Started step, Done done) {
    inHand.add(step.job().taskId());
    saving.execute(() -> {
      attempt(step.job(), () -> {
        tasks.process(Map.of(step.task().id(), 0));
        Completed completed = completed(step, done);
        try {
          store.save(List.of(completed));
        } catch (RuntimeException | Error e) {
          results.discard(completed.pieces());
          throw e;
        }
        return Optional.empty();
      }).ifPresent(again -> save(List.of(again)));
      inHand.remove(step.job().taskId());
    });
  }

  /** Saves outcomes together. If one of them cannot be saved, each is saved on its own. */
  private void save(List<Outcome> led) {
    try {
      store.save(led);
    } catch (RuntimeException e) {
      if (isOfTheDatabase(e)) {
        LOG.warn("{} steps could not be saved; they are repeated in a few seconds: {}", led.size(), e.toString());
      } else if (led.size() > 1) {
        led.forEach(it -> save(List.of(it)));
      } else {
        led.forEach(it -> attempt(it.job(), () -> {
          throw e;
        }).ifPresent(again -> store.save(List.of(again))));
      }
    }
  }

  /** Returns the progress of a task if it is new. A provider may return anything. */
  private static @Nullable Integer percent(TaskRecord task, Working working) {
    int percent = Math.max(0, Math.min(99, working.percent()));
    return task.status() == TaskStatus.PROCESSING && percent <= task.progress() ? null : percent;
  }

  /** A provider may return anything. */
  private Duration bounded(@Nullable Duration wait) {
    if (wait == null || wait.isNegative()) {
      return retry;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /** Returns the failure if the contract allows it, or at least its code. */
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
   * Decides what follows a failed step: another attempt, or, if empty, the end of the task. A database that is away or overloaded never ends a task.
   */
  Optional<Outcome> afterFault(Job job, Throwable cause) {
    Job failed = job.failed();
    boolean last = cause instanceof ProviderCalls.ProviderTimeout timeout && timeout.isLast();
    if (isOfTheDatabase(cause) || (failed.failures() < MAX_ATTEMPTS && !last)) {
      Duration wait = retry.multipliedBy(Math.min(failed.failures(), MAX_ATTEMPTS));
      LOG.warn("Task {}: a step failed; the next attempt is in {} ms: {}", job.taskId(), wait.toMillis(), cause.toString());
      return Optional.of(new Continued(failed, 0, wait));
    }
    LOG.error("Task {} failed after several attempts", job.taskId(), cause);
    TaskFailure failure = cause instanceof ProviderCalls.ProviderTimeout ? TaskFailure.PROVIDER_TIMEOUT : TaskFailure.generic();
    tasks.find(job.taskId()).ifPresent(task -> store.fail(task, failure));
    return Optional.empty();
  }

  private static boolean isOfTheDatabase(@Nullable Throwable cause) {
    return cause instanceof TransientDataAccessException || cause instanceof DataAccessResourceFailureException || cause instanceof CannotCreateTransactionException;
  }

  /** Waits for results that are being saved. */
  void stop(Duration most) {
    saving.shutdown();
    try {
      if (!saving.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
        saving.shutdownNow();
      }
    } catch (InterruptedException e) {
      saving.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
