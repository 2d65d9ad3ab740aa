package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.database.Identifiers;
import com.vicsee.sandbox.generation.GenerationProvider.Generation;
import com.vicsee.sandbox.generation.GenerationProvider.Working;
import com.vicsee.sandbox.generation.IdempotencyKeys.IdempotentResult;
import com.vicsee.sandbox.media.InputReader.Detected;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.sandbox.task.TaskStore;
import com.vicsee.server.catalogue.ModelRequest;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.ImageUpscaleInput;
import com.vicsee.server.model.ImageUpscaleResponse;
import com.vicsee.server.model.ImageUpscaleSubmission;
import com.vicsee.server.model.Operation;
import com.vicsee.server.model.TaskStatus;
import com.vicsee.server.model.TaskSubmission;
import com.vicsee.server.model.TaskSubmissionResponse;
import com.vicsee.server.model.UpscaleFactor;
import com.vicsee.server.model.UpscaleImageRequest;
import com.vicsee.server.model.UpscaleVideoRequest;
import com.vicsee.server.model.VideoUpscaleInput;
import com.vicsee.server.model.VideoUpscaleResponse;
import com.vicsee.server.model.VideoUpscaleSubmission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accepts submissions. It checks credits, concurrent generations and provider in this order, and then saves task, reservation and job in one transaction.
 */
@Service
public class Submissions {
  private static final String IMAGE_UPSCALE = "topaz-image-upscale";
  private static final String VIDEO_UPSCALE = "topaz-video-upscale";
  /** How long a caller over the concurrent limit should wait. A generation takes about as long. */
  private static final Duration CONCURRENCY_WAIT = Duration.ofSeconds(5);

  private static final Duration PROVIDER_WAIT = Duration.ofSeconds(30);

  private final RequestResolver resolver;
  private final Ledger ledger;
  private final TaskStore tasks;
  private final Inputs inputs;
  private final ProviderCalls provider;
  private final GenerationJobs jobs;
  private final IdempotencyKeys keys;
  private final JsonMapper json;
  private final Clock clock;

  Submissions(
      RequestResolver resolver,
      Ledger ledger,
      TaskStore tasks,
      Inputs inputs,
      ProviderCalls provider,
      GenerationJobs jobs,
      IdempotencyKeys keys,
      JsonMapper json,
      Clock clock) {
    this.resolver = resolver;
    this.ledger = ledger;
    this.tasks = tasks;
    this.inputs = inputs;
    this.provider = provider;
    this.jobs = jobs;
    this.keys = keys;
    this.json = json;
    this.clock = clock;
  }

  /** Submits a generation. A null idempotency key means that the caller sent none. */
  public IdempotentResult generate(Account caller, GenerateRequest request, @Nullable String idempotencyKey) {
    ModelRequest asked = resolver.read(request);
    return submit(caller, Operation.GENERATE_MEDIA, request, idempotencyKey, () -> resolver.resolve(caller, asked, null),
        (task, resolved) -> new TaskSubmissionResponse(true, task));
  }

  /** Submits the upscaling of an image. */
  public IdempotentResult upscaleImage(Account caller, UpscaleImageRequest request, @Nullable String idempotencyKey) {
    UpscaleFactor factor = request.getUpscaleFactor();
    ModelRequest asked = resolver.read(IMAGE_UPSCALE, request.getImageUrl(), factor);
    return submit(caller, Operation.UPSCALE_IMAGE, request, idempotencyKey, () -> resolver.resolve(caller, asked, "image_url"),
        (task, resolved) -> new ImageUpscaleResponse(true, new ImageUpscaleSubmission(
            task.getId(), task.getModel(), task.getStatus(), task.getCreditsUsed(), task.getCreditsRemaining(), task.getCreatedAt(),
            new ImageUpscaleInput(factor, source(resolved).dimensionsText(), Objects.requireNonNull(resolved.price().rule().getTier())))));
  }

  /** Submits the upscaling of a video. */
  public IdempotentResult upscaleVideo(Account caller, UpscaleVideoRequest request, @Nullable String idempotencyKey) {
    UpscaleFactor factor = request.getUpscaleFactor();
    ModelRequest asked = resolver.read(VIDEO_UPSCALE, request.getVideoUrl(), factor);
    return submit(caller, Operation.UPSCALE_VIDEO, request, idempotencyKey, () -> resolver.resolve(caller, asked, "video_url"),
        (task, resolved) -> new VideoUpscaleResponse(true, new VideoUpscaleSubmission(
            task.getId(), task.getModel(), task.getStatus(), task.getCreditsUsed(), task.getCreditsRemaining(), task.getCreatedAt(),
            new VideoUpscaleInput(factor, source(resolved).secondsText(), (int) resolved.price().units(), resolved.price().rule().getCredits())
                .detectedDimensions(source(resolved).dimensionsText()))));
  }

  private static Detected source(ResolvedRequest resolved) {
    return Objects.requireNonNull(resolved.source(), "a tool without an input");
  }

  /** A replay opens no input: an upload may be gone since. */
  private IdempotentResult submit(
      Account caller,
      Operation operation,
      Object request,
      @Nullable String idempotencyKey,
      Supplier<ResolvedRequest> resolve,
      BiFunction<TaskSubmission, ResolvedRequest, Object> response) {
    return keys.once(
        caller, operation, request, idempotencyKey, () -> checked(caller, resolve.get()), resolved -> response.apply(save(caller, resolved), resolved));
  }

  /** Checks before the lock if the provider may be slow, so that it does not block other requests of the account. */
  private ResolvedRequest checked(Account caller, ResolvedRequest resolved) {
    if (!provider.isImmediate()) {
      check(caller, ledger.balance(caller.userId()), resolved);
      askProvider(caller, resolved);
    }
    return resolved;
  }

  /** Checks under the lock, in the transaction of the caller. A provider that returns at once also says when the task needs its first step. */
  private TaskSubmission save(Account caller, ResolvedRequest resolved) {
    long credits = resolved.price().credits();
    long balance = ledger.lockBalance(caller.userId());
    check(caller, balance, resolved);
    Specification specification = resolved.specification();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = Identifiers.next("task");
    Duration wait = Duration.ZERO;
    if (provider.isImmediate()) {
      wait = firstWait(new Generation(id, specification, askProvider(caller, resolved), now));
    }
    tasks.insert(new TaskRecord(
        id,
        caller.userId(),
        specification.model(),
        specification.mediaType(),
        specification.prompt(),
        json.writeValueAsString(specification),
        credits,
        wait.isZero() ? TaskStatus.PENDING : TaskStatus.PROCESSING,
        0,
        now,
        null,
        null));
    inputs.save(id, specification, resolved.inputUrls());
    ledger.reserve(caller.userId(), id, credits);
    jobs.schedule(id, wait);
    return new TaskSubmission(id, specification.model(), TaskStatus.PENDING, credits, balance - credits, now);
  }

  /** Returns how long a task needs no step; zero also if the provider fails, since its job then meets the failure, and repeats or ends the task. */
  private Duration firstWait(Generation generation) {
    try {
      return provider.advance(generation) instanceof Working working ? working.nextPoll() : Duration.ZERO;
    } catch (RuntimeException met) {
      return Duration.ZERO;
    }
  }

  private void check(Account caller, long available, ResolvedRequest resolved) {
    long required = resolved.price().credits();
    if (available < required) {
      throw ApiProblem.of(Message.INSUFFICIENT_CREDITS, required, available);
    }
    int limit = caller.plan().concurrentGenerations();
    if (tasks.countUnderWay(caller.userId()) >= limit) {
      throw ApiProblem.of(Message.CONCURRENT_LIMIT_EXCEEDED, limit).retryAfter(CONCURRENCY_WAIT);
    }
  }

  /** Returns the inputs of a request that the provider accepts. */
  private List<Input> askProvider(Account caller, ResolvedRequest resolved) {
    List<Input> media = inputs.ofRequest(caller.userId(), resolved.specification(), resolved.inputUrls());
    try {
      provider.accept(resolved.specification(), media);
      return media;
    } catch (ProviderException e) {
      throw switch (e.kind()) {
        case UNAVAILABLE -> ApiProblem.of(Message.PROVIDER_UNAVAILABLE).retryAfter(PROVIDER_WAIT);
        case FAILED -> ApiProblem.of(Message.GENERATION_FAILED);
      };
    }
  }
}
