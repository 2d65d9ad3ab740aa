package com.vicsee.sandbox.database;

import java.util.Locale;

/** The kind of the database: who else can change it, and what a killed process leaves. It decides what may be cached. */
public enum Database {
  /** Of this process, and gone with it: in memory or in a temporary file. */
  TEMPORARY,
  /** In files that this process has locked. */
  ON_DISK,
  /** A server, on which other instances may work at the same time. */
  SHARED;

  private static final String H2 = "jdbc:h2:";

  /** Returns the kind of the database at a JDBC URL. An unknown URL counts as shared. */
  static Database of(String url) {
    if (url.startsWith(H2 + "mem:")) {
      return TEMPORARY;
    }
    boolean served = url.startsWith(H2 + "tcp:") || url.startsWith(H2 + "ssl:") || url.toUpperCase(Locale.ROOT).contains("AUTO_SERVER=TRUE");
    return url.startsWith(H2) && !served ? ON_DISK : SHARED;
  }

  /** Returns whether other instances may use it. */
  public boolean isShared() {
    return this == SHARED;
  }
}
