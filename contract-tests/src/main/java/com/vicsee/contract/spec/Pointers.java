package com.vicsee.contract.spec;

/** JSON pointers (RFC 6901). */
public final class Pointers {

  private Pointers() {}

  /** One reference token, escaped. */
  public static String escape(String token) {
    return token.replace("~", "~0").replace("/", "~1");
  }

  /** A pointer one step below another. */
  public static String child(String pointer, String token) {
    return pointer + '/' + escape(token);
  }
}
