package com.vicsee.server.body;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The form of a moment on the wire: ISO 8601 in UTC with milliseconds (contract, schema {@code Timestamp}). */
public final class WireTime {
  static final String PATTERN = "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'";

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(PATTERN, Locale.ROOT).withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** Formats a moment of the years 0 to 9999; fractions of a millisecond are cut off. */
  public static String format(Instant moment) {
    return FORM.format(moment);
  }
}
