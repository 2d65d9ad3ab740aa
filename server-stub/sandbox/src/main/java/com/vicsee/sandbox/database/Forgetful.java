package com.vicsee.sandbox.database;

/** Remembers in memory what is true of the database, as long as nothing is taken away there behind its back. */
@FunctionalInterface
public interface Forgetful {
  /** Forgets all of it, because something was taken away or given to others. To be called when that can be read. */
  void forget();
}
