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

  /** Forgets days before another, some of them. Returns how many counts there were; fewer than {@code most} when no more are left. */
  int forgetBefore(LocalDate day, int most);

  /** Forgets all. */
  void clear();
}
