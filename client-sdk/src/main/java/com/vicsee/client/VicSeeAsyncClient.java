package com.vicsee.client;

import com.vicsee.client.service.CreditsAsyncService;
import com.vicsee.client.service.GenerationAsyncService;
import com.vicsee.client.service.ModelsAsyncService;
import com.vicsee.client.service.TasksAsyncService;
import com.vicsee.client.service.ToolsAsyncService;
import com.vicsee.client.service.UploadsAsyncService;

/**
 * The asynchronous side of a {@link VicSeeClient}, with the same behaviour and the same settings. A future fails with
 * the exception that the synchronous method throws; cancelling it cancels the request. Thread-safe.
 *
 * <p>A future completes on a thread of the HTTP client or of the client's executor: what follows it must not block.
 */
public interface VicSeeAsyncClient {

  /** Returns the operations on what can be generated, and at what price. */
  ModelsAsyncService models();

  /** Returns the operations on submissions of images, videos and music. */
  GenerationAsyncService generation();

  /** Returns the operations on progress and results. */
  TasksAsyncService tasks();

  /** Returns the operations on the balance. */
  CreditsAsyncService credits();

  /** Returns the operations on upscaling. */
  ToolsAsyncService tools();

  /** Returns the operations on the caller's own media as input. */
  UploadsAsyncService uploads();
}
