package com.vicsee.sandbox.control;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that tell the sandbox what to do, in a prompt or in the URL of an input: {@code sandbox:fail=IMAGE_TOO_LARGE}, {@code sandbox:slow=30s}. */
final class Triggers {
  private static final Pattern WORD = Pattern.compile("sandbox:([a-z-]+)(?:=([A-Za-z0-9_]+))?");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})s?");

  private final String marks;

  Triggers(String marks) {
    this.marks = marks;
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** Returns the value of a trigger; an empty string when it came without one. */
  Optional<String> find(String name) {
    Matcher words = WORD.matcher(marks);
    while (words.find()) {
      if (words.group(1).equals(name)) {
        return Optional.of(words.group(2) == null ? "" : words.group(2));
      }
    }
    return Optional.empty();
  }

  /** Returns the value of a trigger as a number of seconds. */
  Optional<Duration> seconds(String name) {
    return find(name).map(SECONDS::matcher).filter(Matcher::matches).map(it -> Duration.ofSeconds(Long.parseLong(it.group(1))));
  }
}
