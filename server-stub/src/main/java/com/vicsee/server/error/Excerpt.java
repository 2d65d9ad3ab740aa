package com.vicsee.server.error;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shortens what a caller sent, for use in a message. */
public final class Excerpt {
  private static final int MAX_CODE_POINTS = 100;

  private Excerpt() {}

  /** Returns a text, or its first 100 characters with an ellipsis. A character is never cut in two. */
  public static String of(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CODE_POINTS)) + "…";
  }

  /** Returns a text in quotes, shortened if it is long. */
  public static String quoted(@Nullable Object text) {
    return '"' + of(String.valueOf(text)) + '"';
  }

  /** Shows a JSON value: scalars as they are written, objects and arrays by their kind. */
  public static String of(@Nullable JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return "nothing";
    }
    if (value.isObject()) {
      return "an object";
    }
    if (value.isArray()) {
      return "an array";
    }
    return value.isString() ? quoted(value.stringValue()) : of(value.toString());
  }
}
