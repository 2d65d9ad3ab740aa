package com.vicsee.sandbox.database;

import java.io.IOException;
import java.time.Instant;

/** Keeps rows or files that are over some day, and is asked regularly to remove them. */
public interface Expiring {
  /**
   * Removes rows that were over before a moment, in a transaction of the caller's.
   *
   * @param most how many at the most, so that the transaction is a short one
   * @return how many there were; fewer than {@code most} when no more are left
   */
  default int removeRows(Instant before, int most) {
    return 0;
  }

  /** Removes files of this instance that nobody can ask for any more, or that can be made again. */
  default void removeFiles() throws IOException {}
}
