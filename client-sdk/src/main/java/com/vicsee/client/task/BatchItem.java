package com.vicsee.client.task;

import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one generation of a batch ended: with a task or with a failure. Immutable. */
public final class BatchItem {

  private final int index;
  private final GenerateRequest request;
  private final @Nullable Task task;
  private final @Nullable Throwable failure;

  private BatchItem(int index, GenerateRequest request, @Nullable Task task, @Nullable Throwable failure) {
    this.index = index;
    this.request = request;
    this.task = task;
    this.failure = failure;
  }

  /** Returns the item of a generation that is completed. */
  public static BatchItem completed(int index, GenerateRequest request, Task task) {
    return new BatchItem(index, request, task, null);
  }

  /** Returns the item of a generation that failed. */
  public static BatchItem failed(int index, GenerateRequest request, Throwable failure) {
    return new BatchItem(index, request, null, failure);
  }

  /** Returns the place of the request in the batch, from 0. */
  public int index() {
    return index;
  }

  /** Returns the request. */
  public GenerateRequest request() {
    return request;
  }

  /** Returns the completed task; empty when the generation failed. */
  public Optional<Task> task() {
    return Optional.ofNullable(task);
  }

  /** Returns why there is no completed task, as a rule a {@code VicSeeException}; empty when there is one. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return "BatchItem[" + index + ", " + (task != null ? task.id() : failure) + "]";
  }
}
