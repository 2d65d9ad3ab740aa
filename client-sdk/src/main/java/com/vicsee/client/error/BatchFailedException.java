package com.vicsee.client.error;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch ended before its last generation: its thread was interrupted, the client was closed, or the listener threw. What
 * was submitted goes on, on the server.
 */
public final class BatchFailedException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Submitted> submitted;

  /**
   * A generation of the batch that was sent.
   *
   * @param index the place of its request in the batch, from 0
   * @param taskId the task; null when the submission had no response yet
   * @param idempotencyKey the idempotency key of the submission
   */
  public record Submitted(int index, @Nullable String taskId, String idempotencyKey) implements java.io.Serializable {
  }

  /**
   * Makes the exception.
   *
   * @param submitted the generations that were sent and whose end is not known
   * @param cause what ended the batch
   */
  public BatchFailedException(Failure failure, List<Submitted> submitted, @Nullable Throwable cause) {
    super(failure, cause);
    this.submitted = new ArrayList<>(submitted);
  }

  /** Returns the generations that were sent and whose end is not known. Wait for their tasks to resume. */
  public List<Submitted> submitted() {
    return List.copyOf(submitted);
  }
}
