package com.vicsee.client.internal;

import com.vicsee.client.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What a failure says, so that the caller can resume what was paid.
 *
 * @param taskId the task; null when none is known yet
 * @param idempotencyKey the key of the paid submission; null when nothing was paid by this call
 */
record Origin(@Nullable String taskId, @Nullable String idempotencyKey) {

  static final Origin NONE = new Origin(null, null);

  static Origin ofTask(String taskId) {
    return new Origin(taskId, null);
  }

  Failure.Builder mark(Failure.Builder failure) {
    return failure.taskId(taskId).idempotencyKey(idempotencyKey);
  }
}
