package com.vicsee.sandbox.control;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.account.ApiKeys;
import com.vicsee.sandbox.account.ConfiguredAccounts;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.account.Users;
import com.vicsee.sandbox.database.Replacement;
import com.vicsee.sandbox.generation.GenerationJobs;
import com.vicsee.sandbox.generation.IdempotencyKeys;
import com.vicsee.sandbox.media.Drawing;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.MediaStore.Medium;
import com.vicsee.sandbox.ratelimit.DailyQuota;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.sandbox.task.TaskStore;
import com.vicsee.sandbox.task.Tasks;
import com.vicsee.server.gate.Subject;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills an empty database with the personas and the fixed tasks. A reset restores this state. */
@Component
@ConditionalOnControl
class SandboxData {
  private static final String IMAGE_MODEL = "flux-2-pro-text-to-image";
  private static final String VIDEO_MODEL = "seedance-2-0-text-to-video";
  private static final Drawing PICTURE = new Drawing(Drawing.Kind.PNG, "A lighthouse at dawn, oil on canvas", 1024, 576, 0, 0);

  private static final long CREDITS_OF_BUSY_TASK = 440;
  private static final int RESET_ATTEMPTS = 20;
  /** All that refers to a user, in the order in which requests lock tables. */
  private static final List<String> TABLES = List.of(
      "accounts", "idempotency", "tasks", "task_inputs", "ledger", "media", "media_parts", "uploads", "upload_parts", "api_keys", "users");

  private final Replacement replacement;
  private final Users users;
  private final ConfiguredAccounts accounts;
  private final ApiKeys keys;
  private final Ledger ledger;
  private final DailyQuota quota;
  private final TaskStore tasks;
  private final SharedState shared;
  private final MediaStore media;
  private final IdempotencyKeys idempotencyKeys;
  private final GenerationJobs jobs;
  private final SandboxClock clock;
  private final SandboxState state;
  private final TransactionTemplate transaction;

  SandboxData(
      Replacement replacement,
      Users users,
      ConfiguredAccounts accounts,
      ApiKeys keys,
      Ledger ledger,
      DailyQuota quota,
      TaskStore tasks,
      SharedState shared,
      MediaStore media,
      IdempotencyKeys idempotencyKeys,
      GenerationJobs jobs,
      SandboxClock clock,
      SandboxState state,
      PlatformTransactionManager transactions) {
    this.replacement = replacement;
    this.users = users;
    this.accounts = accounts;
    this.keys = keys;
    this.ledger = ledger;
    this.quota = quota;
    this.tasks = tasks;
    this.shared = shared;
    this.media = media;
    this.idempotencyKeys = idempotencyKeys;
    this.jobs = jobs;
    this.clock = clock;
    this.state = state;
    this.transaction = new TransactionTemplate(transactions);
  }

  @PostConstruct
  void fillIfEmpty() {
    try {
      transaction.executeWithoutResult(status -> {
        if (users.exists(Persona.PRO.userId())) {
          return;
        }
        if (tasks.find(FixedTask.COMPLETED.id()).isPresent()) {
          // The process was killed during a reset.
          refill();
        } else {
          fill();
        }
      });
    } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
      // Another instance has started at the same time and filled the database.
      if (!users.exists(Persona.PRO.userId())) {
        throw e;
      }
    }
  }

  /** Deletes all other data, and sets the clock to real time. */
  void reset() {
    clock.reset();
    for (int attempt = 1; ; attempt++) {
      try {
        refill();
        shared.invalidate();
        return;
      } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
        // A transaction was faster, or took too long.
        if (attempt == RESET_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void refill() {
    // The deletion of the jobs waits for generations that are ending, and keeps others from ending meanwhile. There are no more jobs than tasks under way.
    replacement.of(jobs::clear, TABLES, () -> {
      quota.clear();
      fill();
      accounts.save();
      state.countReset();
    });
  }

  private void fill() {
    for (Persona persona : Persona.values()) {
      if (!users.exists(persona.userId())) {
        users.add(persona.userId(), persona.plan());
        ledger.open(persona.userId(), persona.credits());
      }
      keys.add(persona.key(), persona.userId(), persona.active());
    }
    quota.exhaust(Subject.of(new Account(Persona.EXHAUSTED.userId(), Persona.EXHAUSTED.plan())));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    add(FixedTask.COMPLETED.id(), Persona.PRO, IMAGE_MODEL, MediaType.IMAGE, TaskStatus.COMPLETED, 100, now, null, 0);
    media.save(Map.of(FixedTask.COMPLETED.id(), List.of(Medium.of(PICTURE, null))));
    add(FixedTask.NO_RESULT.id(), Persona.PRO, IMAGE_MODEL, MediaType.IMAGE, TaskStatus.FAILED, 60, now, TaskFailure.generic(), 0);
    add(FixedTask.PENDING.id(), Persona.PRO, VIDEO_MODEL, MediaType.VIDEO, TaskStatus.PENDING, 0, now, null, 0);
    add(FixedTask.QUEUED.id(), Persona.PRO, VIDEO_MODEL, MediaType.VIDEO, TaskStatus.QUEUED, 0, now, null, 0);
    add(FixedTask.PROCESSING.id(), Persona.PRO, VIDEO_MODEL, MediaType.VIDEO, TaskStatus.PROCESSING, 40, now, null, 0);
    add(FixedTask.FAILED.id(), Persona.PRO, IMAGE_MODEL, MediaType.IMAGE, TaskStatus.FAILED, 60, now, TaskFailure.IMAGE_TOO_LARGE, 0);
    add(FixedTask.OTHERS.id(), Persona.OTHER, IMAGE_MODEL, MediaType.IMAGE, TaskStatus.COMPLETED, 100, now, null, 0);
    media.save(Map.of(FixedTask.OTHERS.id(), List.of(Medium.of(PICTURE, null))));
    for (int i = 1; i <= Persona.BUSY.plan().concurrentGenerations(); i++) {
      String id = "task_sandbox_busy_" + i;
      add(id, Persona.BUSY, VIDEO_MODEL, MediaType.VIDEO, TaskStatus.PROCESSING, 10, now, null, CREDITS_OF_BUSY_TASK);
      ledger.reserve(Persona.BUSY.userId(), id, CREDITS_OF_BUSY_TASK);
    }
    idempotencyKeys.seed(Persona.PRO.userId(), "sandbox-conflict", "{}", now.plus(Duration.ofDays(36_500)).toEpochMilli());
    idempotencyKeys.seed(Persona.PRO.userId(), "sandbox-in-flight", null, now.plus(Duration.ofDays(36_500)).toEpochMilli());
  }

  /** Saves a fixed task. Most of them cost nothing. */
  private void add(
      String id,
      Persona owner,
      String model,
      MediaType type,
      TaskStatus status,
      int progress,
      Instant now,
      @Nullable TaskFailure failure,
      long credits) {
    boolean ended = status == TaskStatus.COMPLETED || status == TaskStatus.FAILED;
    tasks.insert(new TaskRecord(
        id, owner.userId(), model, type, PICTURE.prompt(), "{}", credits, status, progress, now, ended ? now : null, failure));
  }
}
