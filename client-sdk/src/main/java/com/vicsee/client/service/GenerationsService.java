package com.vicsee.client.service;

import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.BatchFailedException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.util.List;

/** Submission of images, videos and music, alone and in batches. Thread-safe. */
public interface GenerationsService extends GenerationsOperations {

  /**
   * Submits a generation and waits for its end, ten minutes at most. Each failure has the id of the task or the idempotency key of the
   * submission, from which the caller resumes.
   *
   * @param request the model, and what to generate with it
   * @throws TaskFailedException when the task fails
   * @throws AwaitTimeoutException when the task is not finished in time. It still runs on the server
   */
  default Task createAndWait(GenerateRequest request) {
    return createAndWait(request, AwaitOptions.defaults());
  }

  /**
   * Submits a generation and waits for its end. Each failure has the id of the task or the idempotency key of the submission, from which the
   * caller resumes.
   *
   * @param request the model, and what to generate with it
   * @param waiting how to wait
   * @throws TaskFailedException when the task fails
   * @throws AwaitTimeoutException when the task is not finished in time. It still runs on the server
   */
  default Task createAndWait(GenerateRequest request, AwaitOptions waiting) {
    return createAndWait(request, RequestOptions.none(), waiting);
  }

  /**
   * Submits a generation and waits for its end. Each failure has the id of the task or the idempotency key of the submission, from which the
   * caller resumes.
   *
   * @param request the model, and what to generate with it
   * @param options the options of the submission
   * @param waiting how to wait
   * @throws TaskFailedException when the task fails
   * @throws AwaitTimeoutException when the task is not finished in time. It still runs on the server
   */
  Task createAndWait(GenerateRequest request, RequestOptions options, AwaitOptions waiting);

  /**
   * Submits many generations, two at once, and waits for the end of each, as {@link #createAll(List, BatchOptions)} does.
   *
   * @param requests the models, and what to generate with them
   * @throws BatchFailedException when the batch ends early. It has the tasks that were submitted
   */
  default List<BatchItem> createAll(List<GenerateRequest> requests) {
    return createAll(requests, BatchOptions.defaults());
  }

  /**
   * Submits many generations, a few at once, and waits for the end of each. Returns one item for each request, in their order. One that fails does not
   * stop the others, unless all would fail alike: a bad key, no access, or an exhausted quota. Enough of the quota is left to read what is
   * under way to its end.
   *
   * @param requests the models, and what to generate with them
   * @param options how many at once, and how to wait
   * @throws BatchFailedException when the batch ends early. It has the tasks that were submitted
   */
  List<BatchItem> createAll(List<GenerateRequest> requests, BatchOptions options);
}
