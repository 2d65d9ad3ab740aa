package com.vicsee.client.error;

import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task failed. The server refunds its credits in full. */
public final class TaskFailedException extends VicSeeException {

  private static final long serialVersionUID = 1L;

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
    Optional<TaskError> error = task.error();
    this.errorCode = error.map(TaskError::code).orElse(null);
    this.errorKey = error.map(TaskError::key).orElse(null);
    this.task = task;
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
