package com.vicsee.client.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3) and HTTP dates (section 5.6.7). */
public final class RetryAfter {

  // Ten digits are 317 years: more is a mistake, not a hint. A fraction is no HTTP, but is sent in the wild.
  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}(\\.\\d{1,9})?");

  private static final DateTimeFormatter IMF_FIX_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

  private RetryAfter() {
  }

  /**
   * Reads a {@code Retry-After} field.
   *
   * @param value seconds, or an HTTP date
   * @param serverNow the time by the server's clock, which a date is compared with
   * @return how long to wait, never negative; empty when the value is neither
   */
  public static Optional<Duration> parse(String value, Instant serverNow) {
    String text = value.trim();
    if (SECONDS.matcher(text).matches()) {
      int point = text.indexOf('.');
      long seconds = Long.parseLong(point < 0 ? text : text.substring(0, point));
      long nanos = point < 0 ? 0 : Long.parseLong((text.substring(point + 1) + "000000000").substring(0, 9));
      return Optional.of(Duration.ofSeconds(seconds, nanos));
    }
    return parseDate(text, serverNow).map(date -> {
      Duration wait = Duration.between(serverNow, date);
      return wait.isNegative() ? Duration.ZERO : wait;
    });
  }

  /**
   * Reads an HTTP date in any of its three forms.
   *
   * @param now decides the century of the obsolete form with two digits for the year
   * @return empty when the value is not an HTTP date
   */
  public static Optional<Instant> parseDate(String value, Instant now) {
    String text = value.trim();
    return parseAs(IMF_FIX_DATE, text).or(() -> parseAs(ASCTIME, text)).or(() -> parseAs(rfc850(now), text));
  }

  private static DateTimeFormatter rfc850(Instant now) {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        // A year that seems to be more than 50 years ahead is in the past (RFC 9110, section 5.6.7).
        .appendValueReduced(ChronoField.YEAR, 2, 2, now.atOffset(ZoneOffset.UTC).getYear() - 49)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }

  private static Optional<Instant> parseAs(DateTimeFormatter form, String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }
}
