package com.vicsee.client.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What values and options share: checks, copies and texts. */
public final class Values {

  /** Stands in a text for a value that must not be seen. */
  private static final String SECRET = "(secret)";

  private Values() {
  }

  /**
   * Returns a value that a response must have.
   *
   * @throws IllegalStateException when it is absent
   */
  public static <T> T present(@Nullable T value, String type, String property) {
    if (value == null) {
      throw new IllegalStateException(type + " has no " + property);
    }
    return value;
  }

  /**
   * Returns a value that a builder must have.
   *
   * @throws IllegalStateException when it is missing
   */
  public static <T> T need(@Nullable T value, String type, String property) {
    if (value == null) {
      throw new IllegalStateException(type + " needs " + property);
    }
    return value;
  }

  /** Returns an unmodifiable copy; null for null. An element may be null. */
  public static <T> @Nullable List<T> copy(@Nullable List<T> values) {
    return values == null ? null : Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Returns an unmodifiable copy in the same order; null for null. */
  public static <T> @Nullable Set<T> copy(@Nullable Set<T> values) {
    return values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  /** Returns an unmodifiable copy in the same order; null for null. A value may be null. */
  public static <K, V> @Nullable Map<K, V> copy(@Nullable Map<K, V> values) {
    return values == null ? null : copyOrEmpty(values);
  }

  /** Returns an unmodifiable copy in the same order; empty for null. A value may be null. */
  public static <K, V> Map<K, V> copyOrEmpty(@Nullable Map<K, V> values) {
    return values == null || values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns what a text shows of a secret; null when it is absent. */
  public static @Nullable String secret(@Nullable Object value) {
    return value == null ? null : SECRET;
  }

  /**
   * Returns a value as one line of text.
   *
   * @param unknown the properties that this version does not know
   * @param properties names and values by turns; null is left out
   */
  public static String text(String type, Map<String, @Nullable Object> unknown, @Nullable Object... properties) {
    StringJoiner text = new StringJoiner(", ", type + "[", "]");
    for (int index = 0; index < properties.length; index += 2) {
      if (properties[index + 1] != null) {
        text.add(properties[index] + "=" + properties[index + 1]);
      }
    }
    unknown.forEach((name, value) -> text.add(name + "=" + value));
    return text.toString().replaceAll("\\p{Cntrl}+", " ");
  }

  /**
   * Returns a duration that must be positive.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static Duration positive(String name, Duration value) {
    check(!value.isNegative() && !value.isZero(), name + " must be positive", value);
    return value;
  }

  /**
   * Returns a duration that must not be negative.
   *
   * @throws IllegalArgumentException when it is
   */
  public static Duration notNegative(String name, Duration value) {
    check(!value.isNegative(), name + " must not be negative", value);
    return value;
  }

  /**
   * Checks an argument.
   *
   * @param rule what must hold
   * @throws IllegalArgumentException when it does not hold; the message has the rule and the value
   */
  public static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + "; received " + value);
    }
  }
}
