package com.vicsee.client.testing;

/** The tasks that the sandbox has from the start. All but the last belong to {@code Persona.PRO}. */
public enum FixedTask {
  /** A picture, ready to download. */
  COMPLETED,
  /** Pending for ever. */
  PENDING,
  /** In the queue for ever. */
  QUEUED,
  /** Under way for ever: for tests of waiting and of deadlines. */
  PROCESSING,
  /** Failed, and says why. */
  FAILED,
  /** Has no result to download. */
  NO_RESULT,
  /** Belongs to {@code Persona.OTHER}: access is denied with every other key. */
  OTHER;

  /** Returns the id. */
  public String id() {
    return "task_sandbox_" + name().toLowerCase(java.util.Locale.ROOT);
  }
}
