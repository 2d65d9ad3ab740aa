package com.vicsee.contract.http;

/** The beginning of a text, for a report. */
public final class Excerpt {

  private Excerpt() {}

  /** The text, or its first characters and an ellipsis when it is longer than that. */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    // Half of a character beyond 16 bits cannot be written to a report.
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most) + '…';
  }
}
