package com.vicsee.client.error;

import com.vicsee.client.generated.model.Task;
import com.vicsee.client.generated.model.TaskError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task ended without a result. Its credits are given back in full. */
public final class TaskFailedException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  private final String taskId;
  private final @Nullable String errorCode;
  private final @Nullable String errorKey;
  // The generated model is not serializable; what a log needs of it is beside it.
  private final transient @Nullable Task task;

  /**
   * Makes the exception of a failed task.
   *
   * @param failure the failure; its message says what the task's own error says
   * @param task the failed task
   */
  public TaskFailedException(Failure failure, Task task) {
    super(failure, null);
    @Nullable TaskError error = task.getError();
    this.taskId = task.getId();
    this.errorCode = error == null ? null : error.getCode();
    this.errorKey = error == null ? null : error.getKey();
    this.task = task;
  }

  /** Returns the id of the task. */
  public String taskId() {
    return taskId;
  }

  /**
   * Returns the code of the task's own error, from a list that is open and apart from the error codes of responses;
   * empty when it has none.
   */
  public Optional<String> taskErrorCode() {
    return Optional.ofNullable(errorCode);
  }

  /** Returns the key of a translated message; empty when the task has none. */
  public Optional<String> taskErrorKey() {
    return Optional.ofNullable(errorKey);
  }

  /** Returns the task; empty after serialization. */
  public Optional<Task> task() {
    return Optional.ofNullable(task);
  }
}
