package com.vicsee.server.body;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** The form of a moment on the wire: ISO 8601 in UTC with milliseconds (contract, schema {@code Timestamp}). */
public final class WireTime extends ValueSerializer<Instant> {
  private static final int MILLISECONDS = 3;
  private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder().appendInstant(MILLISECONDS).toFormatter();

  /** Formats a moment of the years 0 to 9999; fractions of a millisecond are cut off. */
  public static String format(Instant moment) {
    return FORM.format(moment);
  }

  @Override
  public void serialize(Instant moment, JsonGenerator json, SerializationContext context) {
    json.writeString(format(moment));
  }
}
