package com.vicsee.server.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The form of a moment on the wire: ISO 8601 in UTC with milliseconds (contract, schema {@code Timestamp}). */
public final class WireTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** Formats a moment; what is finer than a millisecond is cut off. */
  public static String format(Instant moment) {
    return FORM.format(moment);
  }
}
