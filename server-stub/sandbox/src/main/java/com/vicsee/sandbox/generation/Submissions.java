package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.database.Identifiers;
import com.vicsee.sandbox.media.InputReader.Detected;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.sandbox.task.TaskStore;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.ImageUpscaleInput;
import com.vicsee.server.model.ImageUpscaleSubmission;
import com.vicsee.server.model.Operation;
import com.vicsee.server.model.TaskStatus;
import com.vicsee.server.model.TaskSubmission;
import com.vicsee.server.model.UpscaleFactor;
import com.vicsee.server.model.UpscaleImageRequest;
import com.vicsee.server.model.UpscaleVideoRequest;
import com.vicsee.server.model.VideoUpscaleInput;
import com.vicsee.server.model.VideoUpscaleSubmission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes submissions: credits, concurrent generations and provider are checked in this order, and then task, reservation and job are kept in one transaction,
 * or none of them is.
 */
@Service
public class Submissions {
  private static final String IMAGE_UPSCALE = "topaz-image-upscale";
  private static final String VIDEO_UPSCALE = "topaz-video-upscale";
  /** How long a caller over the concurrent limit should wait: a generation is over in about that time. */
  private static final Duration CONCURRENCY_WAIT = Duration.ofSeconds(5);

  private static final Duration PROVIDER_WAIT = Duration.ofSeconds(30);

  private final RequestResolver resolver;
  private final Ledger ledger;
  private final TaskStore tasks;
  private final ProviderCalls provider;
  private final GenerationJobs jobs;
  private final IdempotencyKeys keys;
  private final JsonMapper json;
  private final Clock clock;

  Submissions(
      RequestResolver resolver,
      Ledger ledger,
      TaskStore tasks,
      ProviderCalls provider,
      GenerationJobs jobs,
      IdempotencyKeys keys,
      JsonMapper json,
      Clock clock) {
    this.resolver = resolver;
    this.ledger = ledger;
    this.tasks = tasks;
    this.provider = provider;
    this.jobs = jobs;
    this.keys = keys;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A submission that was taken, now or before under the same idempotency key.
   *
   * @param replayed whether it was before
   */
  public record Taken<T>(T submission, boolean replayed) {}

  /** Submits a generation. An idempotency key of null means that the caller gave none. */
  public Taken<TaskSubmission> generate(Account caller, GenerateRequest request, @Nullable String idempotencyKey) {
    Order order = resolver.resolve(caller, request);
    return keys.once(
        caller, Operation.GENERATE_MEDIA, request, idempotencyKey, TaskSubmission.class, () -> check(caller, order), () -> keep(caller, order));
  }

  /** Submits the upscaling of an image. */
  public Taken<ImageUpscaleSubmission> upscaleImage(Account caller, UpscaleImageRequest request, @Nullable String idempotencyKey) {
    UpscaleFactor factor = request.getUpscaleFactor();
    Order order = resolver.resolve(caller, IMAGE_UPSCALE, "image_url", request.getImageUrl(), factor.getValue());
    return keys.once(caller, Operation.UPSCALE_IMAGE, request, idempotencyKey, ImageUpscaleSubmission.class, () -> check(caller, order), () -> {
      TaskSubmission taken = keep(caller, order);
      var input = new ImageUpscaleInput(factor, source(order).dimensionsText(), Objects.requireNonNull(order.price().rule().getTier()));
      return new ImageUpscaleSubmission(
          taken.getId(), taken.getModel(), taken.getStatus(), taken.getCreditsUsed(), taken.getCreditsRemaining(), taken.getCreatedAt(), input);
    });
  }

  /** Submits the upscaling of a video. */
  public Taken<VideoUpscaleSubmission> upscaleVideo(Account caller, UpscaleVideoRequest request, @Nullable String idempotencyKey) {
    UpscaleFactor factor = request.getUpscaleFactor();
    Order order = resolver.resolve(caller, VIDEO_UPSCALE, "video_url", request.getVideoUrl(), factor.getValue());
    return keys.once(caller, Operation.UPSCALE_VIDEO, request, idempotencyKey, VideoUpscaleSubmission.class, () -> check(caller, order), () -> {
      TaskSubmission taken = keep(caller, order);
      Detected source = source(order);
      var input = new VideoUpscaleInput(
              factor, source.secondsText(), (int) order.price().units(), order.price().rule().getCredits())
          .detectedDimensions(source.dimensionsText());
      return new VideoUpscaleSubmission(
          taken.getId(), taken.getModel(), taken.getStatus(), taken.getCreditsUsed(), taken.getCreditsRemaining(), taken.getCreatedAt(), input);
    });
  }

  private static Detected source(Order order) {
    return Objects.requireNonNull(order.source(), "a tool without an input");
  }

  /** Without the lock first, so that a slow provider keeps nobody else of the account waiting. */
  private void check(Account caller, Order order) {
    checkCredits(ledger.balance(caller.userId()), order.price().credits());
    checkConcurrency(caller);
    askProvider(order.specification());
  }

  /** Checks again under the lock, in the transaction that the caller has begun. */
  private TaskSubmission keep(Account caller, Order order) {
    long credits = order.price().credits();
    long balance = ledger.lockBalance(caller.userId());
    checkCredits(balance, credits);
    checkConcurrency(caller);
    Specification specification = order.specification();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = Identifiers.next("task");
    tasks.insert(new TaskRecord(
        id,
        caller.userId(),
        specification.model(),
        specification.mediaType(),
        specification.prompt(),
        json.writeValueAsString(specification),
        credits,
        TaskStatus.PENDING,
        0,
        now,
        null,
        null));
    ledger.reserve(caller.userId(), id, credits);
    jobs.schedule(id);
    return new TaskSubmission(id, specification.model(), TaskStatus.PENDING, credits, balance - credits, now);
  }

  private static void checkCredits(long available, long required) {
    if (available < required) {
      throw ApiProblem.of(Message.INSUFFICIENT_CREDITS, required, available);
    }
  }

  private void checkConcurrency(Account caller) {
    int limit = caller.plan().concurrentGenerations();
    if (tasks.countUnderWay(caller.userId()) >= limit) {
      throw ApiProblem.of(Message.CONCURRENT_LIMIT_EXCEEDED, limit).retryAfter(CONCURRENCY_WAIT);
    }
  }

  private void askProvider(Specification specification) {
    try {
      provider.accept(specification);
    } catch (ProviderException e) {
      throw switch (e.kind()) {
        case UNAVAILABLE -> ApiProblem.of(Message.PROVIDER_UNAVAILABLE).retryAfter(PROVIDER_WAIT);
        case FAILED -> ApiProblem.of(Message.GENERATION_FAILED);
      };
    }
  }
}
