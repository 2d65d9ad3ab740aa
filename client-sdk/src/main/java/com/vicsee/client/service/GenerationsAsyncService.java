package com.vicsee.client.service;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Submission of images, videos and music, alone and in batches. As futures, which fail with the exceptions of the synchronous methods.
 * Thread-safe.
 *
 * <p>Cancelling a future ends the wait, not the task. A {@code CancellationException} has neither task id nor key, so set an idempotency key
 * of your own to resume after it.
 */
public interface GenerationsAsyncService extends GenerationsAsyncOperations {

  /** {@link GenerationsService#createAndWait(GenerateRequest)} as a future. */
  default CompletableFuture<Task> createAndWait(GenerateRequest request) {
    return createAndWait(request, AwaitOptions.defaults());
  }

  /** {@link GenerationsService#createAndWait(GenerateRequest, AwaitOptions)} as a future. */
  default CompletableFuture<Task> createAndWait(GenerateRequest request, AwaitOptions waiting) {
    return createAndWait(request, RequestOptions.none(), waiting);
  }

  /** {@link GenerationsService#createAndWait(GenerateRequest, RequestOptions, AwaitOptions)} as a future. */
  CompletableFuture<Task> createAndWait(GenerateRequest request, RequestOptions options, AwaitOptions waiting);

  /** {@link GenerationsService#createAll(List)} as a future. */
  default CompletableFuture<List<BatchItem>> createAll(List<GenerateRequest> requests) {
    return createAll(requests, BatchOptions.defaults());
  }

  /** {@link GenerationsService#createAll(List, BatchOptions)} as a future. */
  CompletableFuture<List<BatchItem>> createAll(List<GenerateRequest> requests, BatchOptions options);
}
