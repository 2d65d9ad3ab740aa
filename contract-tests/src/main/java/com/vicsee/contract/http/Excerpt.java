package com.vicsee.contract.http;

/** The beginning of a text, for a report. */
public final class Excerpt {

  private Excerpt() {}

  /** The text, or its first characters and an ellipsis when it is longer than that. */
  public static String of(String text, int most) {
    return text.length() > most ? text.substring(0, most) + '…' : text;
  }
}
