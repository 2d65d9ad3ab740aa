package com.vicsee.client.task;

import com.vicsee.client.generated.model.GenerateRequest;
import com.vicsee.client.generated.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * How one generation of a batch ended: with a task or with a failure.
 *
 * @param index the place of the request in the batch, from 0
 * @param request the request
 * @param task the completed task; null when it failed
 * @param failure why there is no completed task; null when there is one. As a rule a {@link
 *     com.vicsee.client.error.VicSeeException}
 */
public record BatchItem(int index, GenerateRequest request, @Nullable Task task, @Nullable Throwable failure) {

  /** Says whether the task is completed. */
  public boolean isCompleted() {
    return task != null;
  }
}
