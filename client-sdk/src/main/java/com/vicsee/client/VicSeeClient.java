package com.vicsee.client;

import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.service.ApiOperations;
import com.vicsee.client.service.GenerationsService;
import com.vicsee.client.service.TasksService;
import com.vicsee.client.service.UploadsService;
import java.util.Optional;

/**
 * A client of the VicSee API. Immutable and thread-safe: build one and share it. A synchronous method blocks its thread, which
 * may be a virtual one, and an interrupt ends it; {@link #async()} has the same operations as futures.
 *
 * <pre>{@code
 * try (VicSeeClient client = VicSeeClient.fromEnvironment()) {
 *   Task task = client.generations().createAndWait(
 *       GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse at dawn").build());
 *   client.tasks().download(task.id(), Path.of("lighthouse.png"));
 * }
 * }</pre>
 */
public interface VicSeeClient extends ApiOperations, AutoCloseable {

  /**
   * Returns a client with the key of the environment variable {@code VICSEE_API_KEY} and, when {@code
   * VICSEE_BASE_URL} is set, that base URL.
   *
   * @throws IllegalStateException when there is no key
   */
  static VicSeeClient fromEnvironment() {
    return builder().fromEnvironment().build();
  }

  /** Returns a builder of clients. */
  static VicSeeClientBuilder builder() {
    return new VicSeeClientBuilder();
  }

  /** Returns the same operations as futures. */
  VicSeeAsyncClient async();

  /** Submission of images, videos and music, alone and in batches. */
  @Override
  GenerationsService generations();

  /** Progress and results of tasks. */
  @Override
  TasksService tasks();

  /** Uploads of the caller's own media. */
  @Override
  UploadsService uploads();

  /** Returns the quota as the last response stated it; empty before the first one. No request is made. */
  Optional<RateLimit> lastRateLimit();

  /**
   * Ends the calls that are under way. They and later ones fail with a {@link
   * com.vicsee.client.error.ClientClosedException}. A transport of the caller's own stays open.
   */
  @Override
  void close();
}
