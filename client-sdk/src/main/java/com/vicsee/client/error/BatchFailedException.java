package com.vicsee.client.error;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch ended before its last generation: its thread was interrupted, the client was closed, or the listener threw. What
 * was submitted goes on, on the server.
 */
public final class BatchFailedException extends VicSeeException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Submitted> submitted;

  /** A generation of the batch that was sent. */
  public static final class Submitted implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final @Nullable String taskId;
    private final String idempotencyKey;

    private Submitted(int index, @Nullable String taskId, String idempotencyKey) {
      this.index = index;
      this.taskId = taskId;
      this.idempotencyKey = idempotencyKey;
    }

    /**
     * Returns what is known of a generation. For the client, and for tests.
     *
     * @param index the place of its request in the batch, from 0
     * @param taskId the task; null when the submission had no response yet
     * @param idempotencyKey the idempotency key of the submission
     */
    public static Submitted of(int index, @Nullable String taskId, String idempotencyKey) {
      return new Submitted(index, taskId, idempotencyKey);
    }

    /** Returns the place of its request in the batch, from 0. */
    public int index() {
      return index;
    }

    /** Returns the task; empty when the submission had no response yet. */
    public Optional<String> taskId() {
      return Optional.ofNullable(taskId);
    }

    /** Returns the idempotency key of the submission. */
    public String idempotencyKey() {
      return idempotencyKey;
    }

    @Override
    public String toString() {
      return "Submitted[index=" + index + ", taskId=" + taskId + ", idempotencyKey=" + idempotencyKey + "]";
    }
  }

  /**
   * Makes the exception.
   *
   * @param submitted the generations that were sent
   * @param cause what ended the batch
   */
  public BatchFailedException(Failure failure, List<Submitted> submitted, @Nullable Throwable cause) {
    super(failure, cause);
    this.submitted = new ArrayList<>(submitted);
  }

  /** Returns the generations that were sent, those that have ended too, in the order of their requests. Wait for their tasks to resume. */
  public List<Submitted> submitted() {
    return List.copyOf(submitted);
  }
}
