package com.vicsee.sandbox.database;

/** Holds a copy in memory of what the database says. */
@FunctionalInterface
public interface Invalidatable {
  /** Drops the copy. Call it after a change is committed that the owner of the copy did not make. */
  void invalidate();
}
