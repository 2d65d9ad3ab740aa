package com.vicsee.sandbox.ratelimit;

import java.time.LocalDate;
import java.util.OptionalLong;

/** How many requests each subject has made on a UTC day. */
interface Counters {
  /** Counts one more request if the limit allows it, and returns the new count; empty if the limit is reached. */
  OptionalLong raise(String subject, LocalDate day, long limit);

  /** Counts one request less. */
  void lower(String subject, LocalDate day);

  /** Returns the count. */
  long used(String subject, LocalDate day);

  /** Sets the count. */
  void set(String subject, LocalDate day, long used);

  /** Deletes at most {@code most} counts of days before another. Returns how many it deleted; fewer than {@code most} means that none are left. */
  int deleteBefore(LocalDate day, int most);

  /** Deletes all counts. */
  void clear();
}
