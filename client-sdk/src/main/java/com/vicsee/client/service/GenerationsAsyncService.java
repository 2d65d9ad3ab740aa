package com.vicsee.client.service;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Submission of images, videos and music, alone and in batches. As futures, which fail with the exceptions of the synchronous methods. Thread-safe. */
public interface GenerationsAsyncService extends GenerationsAsyncOperations {

  /**
   * Submits a generation and waits for its end, ten minutes at most. Each failure has the id of the task or the idempotency key of the
   * submission, from which the caller resumes.
   * Cancelling the future ends the wait, not the task.
   *
   * @param request the model, and what to generate with it
   */
  default CompletableFuture<Task> createAndWait(GenerateRequest request) {
    return createAndWait(request, RequestOptions.none(), AwaitOptions.defaults());
  }

  /**
   * Submits a generation and waits for its end. Each failure has the id of the task or the idempotency key of the submission, from which the
   * caller resumes.
   * Cancelling the future ends the wait, not the task.
   *
   * @param request the model, and what to generate with it
   * @param options what the submission does differently from the settings of the client
   * @param waiting how to wait
   */
  CompletableFuture<Task> createAndWait(GenerateRequest request, RequestOptions options, AwaitOptions waiting);

  /**
   * Submits many generations, a few at once, and waits for the end of each. Returns one item for each request, in their order. One that fails does not
   * stop the others, unless all would fail alike: a bad key, no access, or an exhausted quota. Enough of the quota is left to read what is
   * under way to its end.
   *
   * @param requests the models, and what to generate with them
   * @param options how many at once, and how to wait
   */
  CompletableFuture<List<BatchItem>> createAll(List<GenerateRequest> requests, BatchOptions options);
}
