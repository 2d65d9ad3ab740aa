package com.vicsee.sandbox.generation;

import com.vicsee.server.gate.RequestIds;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The next step of a task.
 *
 * @param failures how many steps have failed in a row
 * @param requestId the id of the request that submitted the task, for the log; null for a request without one
 */
record Job(String taskId, int failures, @Nullable String requestId) {
  /** Makes the first job of a task, for the request of this thread. */
  static Job of(String taskId) {
    return new Job(taskId, 0, MDC.get(RequestIds.LOGGED_AS));
  }

  /** Returns the job after a step that succeeded. */
  Job succeeded() {
    return new Job(taskId, 0, requestId);
  }

  /** Returns the job after a step that failed. */
  Job failed() {
    return new Job(taskId, failures + 1, requestId);
  }

  /** Does something with the ids of task and request in the log context. */
  void logged(Runnable work) {
    logged(() -> {
      work.run();
      return taskId;
    });
  }

  /** Carries out work with the ids of task and request in the log context. */
  <T> T logged(Supplier<T> work) {
    MDC.put("taskId", taskId);
    if (requestId != null) {
      MDC.put(RequestIds.LOGGED_AS, requestId);
    }
    try {
      return work.get();
    } finally {
      MDC.remove("taskId");
      MDC.remove(RequestIds.LOGGED_AS);
    }
  }
}
