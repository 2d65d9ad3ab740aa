package com.vicsee.server.download;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes as it was asked for (RFC 9110, section 14.1). Spring's {@code HttpRange} is not used, because it accepts the unit in lower case only,
 * accepts a sign before a number, and fails on a number of more than 63 bits, which is a valid one.
 *
 * @param first the position of the first byte; −1 for the last {@code length} bytes
 * @param last the position of the last byte, or {@link Long#MAX_VALUE} for all that follow; the number of bytes when {@code first} is −1
 */
record ByteRange(long first, long last) {
  static final String UNIT = "bytes";
  private static final Pattern RANGE = Pattern.compile("(\\d*)-(\\d*)");
  private static final int MAX_DIGITS = 18;

  /**
   * Reads a {@code Range} of one range; empty when the field is malformed, is of another unit or has several ranges, all of which may be ignored (section
   * 14.2).
   */
  static Optional<ByteRange> parse(String field) {
    int equals = field.indexOf('=');
    if (equals < 0 || !field.substring(0, equals).toLowerCase(Locale.ROOT).equals(UNIT)) {
      return Optional.empty();
    }
    // A list may have empty elements (section 5.6.1).
    List<String> elements = Arrays.stream(field.substring(equals + 1).split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
    return elements.size() == 1 ? one(elements.get(0)) : Optional.empty();
  }

  private static Optional<ByteRange> one(String element) {
    Matcher range = RANGE.matcher(element);
    if (!range.matches() || element.length() == 1) {
      return Optional.empty();
    }
    String from = range.group(1);
    String to = range.group(2);
    ByteRange parsed = new ByteRange(from.isEmpty() ? -1 : number(from), to.isEmpty() ? Long.MAX_VALUE : number(to));
    return parsed.first() > parsed.last() ? Optional.empty() : Optional.of(parsed);
  }

  /** What has more digits is behind the end of any file. */
  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
  }

  /** Returns the position of the first byte of a file of this size. */
  long start(long size) {
    return first >= 0 ? first : Math.max(0, size - last);
  }

  /** Returns the position of the last byte of a file of this size. */
  long end(long size) {
    return first >= 0 ? Math.min(last, size - 1) : size - 1;
  }

  /** Tells whether a file of this size has any byte of the range (section 14.1.2). */
  boolean isSatisfiable(long size) {
    return start(size) < size;
  }
}
