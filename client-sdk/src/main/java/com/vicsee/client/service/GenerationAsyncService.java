package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.generated.model.GenerateRequest;
import com.vicsee.client.generated.model.Task;
import com.vicsee.client.generated.model.TaskSubmission;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Submission of images, videos and music. The futures fail with what the synchronous methods throw; cancelling one
 * cancels its request.
 */
public interface GenerationAsyncService {

  /**
   * Submits a generation. It is paid now, once, however often the request has to be sent, and given back in full when
   * it fails.
   *
   * @param request the model, and what to generate with it
   */
  default CompletableFuture<TaskSubmission> generateMedia(GenerateRequest request) {
    return generateMedia(request, RequestOptions.none());
  }

  /**
   * Submits a generation. It is paid now, once, however often the request has to be sent, and given back in full when
   * it fails.
   *
   * @param request the model, and what to generate with it
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<TaskSubmission> generateMedia(GenerateRequest request, RequestOptions options);

  /**
   * Submits a generation. It is paid now, once, however often the request has to be sent, and given back in full when
   * it fails. Returns the value with what the response says beside it.
   *
   * @param request the model, and what to generate with it
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ApiResponse<TaskSubmission>> generateMediaWithResponse(GenerateRequest request,
      RequestOptions options);

  /**
   * Submits a generation and waits for its end, ten minutes at most. The future fails as the synchronous method
   * throws; cancelling it ends the wait, not the task.
   *
   * @param request the model, and what to generate with it
   */
  default CompletableFuture<Task> generateAndAwait(GenerateRequest request) {
    return generateAndAwait(request, RequestOptions.none(), AwaitOptions.defaults());
  }

  /**
   * Submits a generation and waits for its end. The future fails as the synchronous method throws; cancelling it ends
   * the wait, not the task.
   *
   * @param request the model, and what to generate with it
   * @param options what the submission does differently
   * @param waiting how to wait
   */
  CompletableFuture<Task> generateAndAwait(GenerateRequest request, RequestOptions options, AwaitOptions waiting);

  /**
   * Submits many generations, a few at once, and waits for the end of each. A failure of one is in its item and does
   * not stop the others, unless it is one of all: a bad key, no access, or a quota that is used up. Enough of the
   * quota is kept to read what is under way to its end. Cancelling the future ends the waits, not the tasks.
   *
   * @param requests the models, and what to generate with them
   * @param options how many at once, and how to wait
   */
  CompletableFuture<List<BatchItem>> generateAll(List<GenerateRequest> requests, BatchOptions options);
}
