package com.vicsee.client.internal;

import com.vicsee.client.model.HeaderNames;
import java.net.http.HttpHeaders;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a response. */
final class Headers {

  static final String JSON = "application/json";

  // Servers send fractions, although HTTP has none.
  private static final Pattern SECONDS = Pattern.compile("(\\d+)(?:\\.(\\d+))?");
  /** 317 years. A longer wait counts as this one, so that an absurd hint never means a retry at once. */
  private static final int MAX_DIGITS = 10;

  private static final DateTimeFormatter IMF_FIX_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

  private Headers() {
  }

  /**
   * Reads a {@code Retry-After} field (RFC 9110, section 10.2.3).
   *
   * @param value seconds, or an HTTP date
   * @param serverNow the time by the server's clock, which a date is compared with
   * @return how long to wait, never negative; empty when the value is neither
   */
  static Optional<Duration> retryAfter(String value, Instant serverNow) {
    String text = value.trim();
    Matcher number = SECONDS.matcher(text);
    if (number.matches()) {
      String digits = number.group(1).replaceFirst("^0+(?=.)", "");
      String seconds = digits.length() > MAX_DIGITS ? "9".repeat(MAX_DIGITS) : digits;
      String nanos = number.group(2) == null ? "0" : (number.group(2) + "000000000").substring(0, 9);
      return Optional.of(Duration.ofSeconds(Long.parseLong(seconds), Long.parseLong(nanos)));
    }
    return parseDate(text, serverNow).map(date -> {
      Duration wait = Duration.between(serverNow, date);
      return wait.isNegative() ? Duration.ZERO : wait;
    });
  }

  /**
   * Reads an HTTP date in any of its three forms (RFC 9110, section 5.6.7).
   *
   * @param now decides the century of the obsolete form with two digits for the year
   * @return empty when the value is not an HTTP date
   */
  static Optional<Instant> parseDate(String value, Instant now) {
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

  /**
   * Returns the time by the server's clock: the {@code Date} of its response, or our time.
   *
   * @param now our time when the response came
   */
  static Instant serverNow(HttpHeaders headers, Instant now) {
    return headers.firstValue("Date").flatMap(date -> parseDate(date, now)).orElse(now);
  }

  /** Returns the media type without its parameters, in lower case; empty when there is none. */
  static String mediaType(HttpHeaders headers) {
    String value = headers.firstValue("Content-Type").orElse("");
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /** Says whether a media type is JSON, or a format on top of it. */
  static boolean isJson(String mediaType) {
    return mediaType.equals(JSON) || mediaType.endsWith("+json");
  }

  /** Returns the strong entity tag. A weak one does not promise equal bytes (RFC 9110, section 8.8.1). */
  static @Nullable String strongVersion(HttpHeaders headers) {
    return headers.firstValue(HeaderNames.ETAG).filter(tag -> !tag.startsWith("W/")).orElse(null);
  }
}
