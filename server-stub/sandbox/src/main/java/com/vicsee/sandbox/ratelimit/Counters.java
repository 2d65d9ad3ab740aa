package com.vicsee.sandbox.ratelimit;

import java.time.LocalDate;
import java.util.OptionalLong;

/** How many requests each subject has made on a UTC day. */
interface Counters {
  /** Counts one request more if that keeps within the limit, and returns how many there are then; empty when nothing was counted. */
  OptionalLong raise(String subject, LocalDate day, long limit);

  /** Takes one request back. */
  void lower(String subject, LocalDate day);

  /** Returns how many there are. */
  long used(String subject, LocalDate day);

  /** Says how many there are. */
  void set(String subject, LocalDate day, long used);

  /** Deletes at most {@code most} counts of days before another. Returns how many it deleted; fewer than {@code most} means that none are left. */
  int deleteBefore(LocalDate day, int most);

  /** Deletes all counts. */
  void clear();
}
