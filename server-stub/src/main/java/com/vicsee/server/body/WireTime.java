package com.vicsee.server.body;

import java.time.Instant;
import java.time.LocalDate;

/** The form of a moment on the wire: ISO 8601 in UTC with milliseconds (contract, schema {@code Timestamp}). */
public final class WireTime {
  private static final String ZERO = "0000-00-00T00:00:00.000Z";
  private static final int SECONDS_OF_DAY = 86_400;

  private WireTime() {}

  /**
   * Formats a moment of the years 0 to 9999; fractions of a millisecond are cut off. It uses no formatter, for speed: several moments are written in each
   * response.
   */
  public static String format(Instant moment) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(moment.getEpochSecond(), (long) SECONDS_OF_DAY));
    int second = Math.floorMod(moment.getEpochSecond(), SECONDS_OF_DAY);
    char[] text = ZERO.toCharArray();
    put(text, 4, day.getYear());
    put(text, 7, day.getMonthValue());
    put(text, 10, day.getDayOfMonth());
    put(text, 13, second / 3600);
    put(text, 16, second / 60 % 60);
    put(text, 19, second % 60);
    put(text, 23, moment.getNano() / 1_000_000);
    return new String(text);
  }

  /** Writes a number so that it ends before a position. */
  private static void put(char[] text, int end, int number) {
    for (int at = end - 1, left = number; left > 0; at--, left /= 10) {
      text[at] = (char) ('0' + left % 10);
    }
  }
}
