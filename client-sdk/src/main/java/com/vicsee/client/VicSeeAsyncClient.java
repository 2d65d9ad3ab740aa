package com.vicsee.client;

import com.vicsee.client.service.ApiAsyncOperations;
import com.vicsee.client.service.GenerationsAsyncService;
import com.vicsee.client.service.TasksAsyncService;
import com.vicsee.client.service.UploadsAsyncService;

/**
 * The operations of a {@link VicSeeClient} as futures, with the same behaviour and the same settings. A future fails with the
 * exception that the synchronous method throws, an {@link IllegalArgumentException} too. Cancelling a future cancels its
 * request. Thread-safe.
 *
 * <p>A future completes on a thread of the transport or of the client, so what follows it must not block.
 */
public interface VicSeeAsyncClient extends ApiAsyncOperations {

  /** Submission of images, videos and music, alone and in batches. */
  @Override
  GenerationsAsyncService generations();

  /** Progress and results of tasks. */
  @Override
  TasksAsyncService tasks();

  /** Uploads of the caller's own media. */
  @Override
  UploadsAsyncService uploads();
}
