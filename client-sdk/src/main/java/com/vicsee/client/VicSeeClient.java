package com.vicsee.client;

import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.service.CreditsService;
import com.vicsee.client.service.GenerationService;
import com.vicsee.client.service.ModelsService;
import com.vicsee.client.service.TasksService;
import com.vicsee.client.service.ToolsService;
import com.vicsee.client.service.UploadsService;
import java.util.Optional;

/**
 * A client of the VicSee API. Immutable and thread-safe: make one and share it. A synchronous method blocks its
 * thread, which may be a virtual one, and is ended by an interrupt; {@link #async()} has the same operations as
 * futures.
 *
 * <pre>{@code
 * try (VicSeeClient client = VicSeeClient.fromEnvironment()) {
 *   Task task = client.generation().generateAndAwait(
 *       GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse at dawn").build());
 *   client.tasks().download(task.getId(), Path.of("lighthouse.png"));
 * }
 * }</pre>
 */
public interface VicSeeClient extends AutoCloseable {

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

  /** Returns the asynchronous side of this client. */
  VicSeeAsyncClient async();

  /** Returns the operations on what can be generated, and at what price. */
  ModelsService models();

  /** Returns the operations on submissions of images, videos and music. */
  GenerationService generation();

  /** Returns the operations on progress and results. */
  TasksService tasks();

  /** Returns the operations on the balance. */
  CreditsService credits();

  /** Returns the operations on upscaling. */
  ToolsService tools();

  /** Returns the operations on the caller's own media as input. */
  UploadsService uploads();

  /** Returns the quota as the last response told it; empty before the first one. No request is made. */
  Optional<RateLimit> lastRateLimit();

  /**
   * Cancels the calls that are under way; later ones throw {@link IllegalStateException}. An HTTP client of the
   * caller's own stays open.
   */
  @Override
  void close();
}
