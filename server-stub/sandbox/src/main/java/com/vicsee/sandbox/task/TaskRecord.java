package com.vicsee.sandbox.task;

import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task as the database has it. {@code specification} is the JSON of what to generate. */
public record TaskRecord(
    String id,
    String userId,
    String model,
    MediaType mediaType,
    @Nullable String prompt,
    String specification,
    long credits,
    TaskStatus status,
    int progress,
    Instant createdAt,
    @Nullable Instant completedAt,
    @Nullable TaskFailure failure) {
  /** Returns whether the task has ended. */
  public boolean isFinal() {
    return status == TaskStatus.COMPLETED || status == TaskStatus.FAILED;
  }
}
