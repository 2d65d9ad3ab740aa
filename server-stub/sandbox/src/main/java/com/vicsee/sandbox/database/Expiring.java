package com.vicsee.sandbox.database;

import java.io.IOException;
import java.time.Instant;

/** Has rows or files that expire. The {@link Purge} calls it regularly. */
public interface Expiring {
  /**
   * Deletes rows that expired before a moment, in the transaction of the caller.
   *
   * @param most how many rows at most, so that the transaction is short
   * @return how many rows were deleted; fewer than {@code most} when none are left
   */
  default int removeRows(Instant before, int most) {
    return 0;
  }

  /** Deletes files of this instance that cannot be read any more, or that can be made again. */
  default void removeFiles() throws IOException {}
}
