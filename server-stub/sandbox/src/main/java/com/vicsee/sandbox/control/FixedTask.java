package com.vicsee.sandbox.control;

import java.util.List;

/**
 * A task that is there from the start.
 *
 * @param owner the key of its owner
 * @param what the state that it is in, in a sentence
 */
public record FixedTask(String id, String owner, String what) {
  static final FixedTask COMPLETED = of("completed", Persona.PRO, "Completed: a picture to download");
  static final FixedTask PENDING = of("pending", Persona.PRO, "Pending for ever");
  static final FixedTask QUEUED = of("queued", Persona.PRO, "In the queue for ever");
  static final FixedTask PROCESSING = of("processing", Persona.PRO, "At 40 % for ever: for tests of waiting and of deadlines");
  static final FixedTask FAILED = of("failed", Persona.PRO, "Failed with IMAGE_TOO_LARGE");
  static final FixedTask NO_RESULT = of("no_result", Persona.PRO, "Failed for no stated reason, so nothing to download: 404 NO_RESULT");
  static final FixedTask OTHERS = of("other", Persona.OTHER, "Completed, but somebody else's: 403 with every other key");

  /** All but those that keep the busy persona busy. */
  public static final List<FixedTask> ALL = List.of(COMPLETED, PENDING, QUEUED, PROCESSING, FAILED, NO_RESULT, OTHERS);

  private static FixedTask of(String name, Persona owner, String what) {
    return new FixedTask("task_sandbox_" + name, owner.key(), what);
  }
}
