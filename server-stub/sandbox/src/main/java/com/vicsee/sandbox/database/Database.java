package com.vicsee.sandbox.database;

import java.util.Locale;

/** Who else can change the database, and what a process that is killed leaves in it. What may be kept in memory follows from that. */
public enum Database {
  /** In this process, and gone with it. */
  IN_MEMORY,
  /** In files that this process has locked. */
  ON_DISK,
  /** A server, on which other instances may work at the same time. */
  SHARED;

  private static final String H2 = "jdbc:h2:";

  /** Returns what a JDBC URL means. What is not known to be this process's own counts as shared. */
  static Database of(String url) {
    if (url.startsWith(H2 + "mem:")) {
      return IN_MEMORY;
    }
    boolean served = url.startsWith(H2 + "tcp:") || url.startsWith(H2 + "ssl:") || url.toUpperCase(Locale.ROOT).contains("AUTO_SERVER=TRUE");
    return url.startsWith(H2) && !served ? ON_DISK : SHARED;
  }

  /** Tells whether other instances may work on it. */
  public boolean isShared() {
    return this == SHARED;
  }
}
