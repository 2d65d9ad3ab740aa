package com.vicsee.sandbox.control;

import java.util.List;

/**
 * A task that exists from the start.
 *
 * @param owner the key of its owner
 * @param description its state, in a sentence
 */
public record FixedTask(String id, String owner, String description) {
  static final FixedTask COMPLETED = of("completed", Persona.PRO, "Completed, with a picture to download");
  static final FixedTask PENDING = of("pending", Persona.PRO, "Always pending");
  static final FixedTask QUEUED = of("queued", Persona.PRO, "Always queued");
  static final FixedTask PROCESSING = of("processing", Persona.PRO, "Always processing, at 40 %: for tests of polling and of deadlines");
  static final FixedTask FAILED = of("failed", Persona.PRO, "Failed with IMAGE_TOO_LARGE");
  static final FixedTask NO_RESULT = of("no_result", Persona.PRO, "Failed without a reason; its download is 404 NO_RESULT");
  static final FixedTask OTHERS = of("other", Persona.OTHER, "Completed, but of another user: 403 FORBIDDEN with other keys");

  /** All fixed tasks but those of the busy persona. */
  public static final List<FixedTask> ALL = List.of(COMPLETED, PENDING, QUEUED, PROCESSING, FAILED, NO_RESULT, OTHERS);

  private static FixedTask of(String name, Persona owner, String description) {
    return new FixedTask("task_sandbox_" + name, owner.key(), description);
  }
}
