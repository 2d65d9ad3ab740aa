package com.vicsee.sandbox.control;

import com.vicsee.sandbox.generation.Specification;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The trigger words in a prompt or in the URLs of inputs, as {@code sandbox:fail=IMAGE_TOO_LARGE} or {@code sandbox:slow=30s}. */
final class TriggerWords {
  private static final Pattern WORD = Pattern.compile("sandbox:([a-z-]+)(?:=([A-Za-z0-9_]+))?");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})s?");

  private final String text;

  TriggerWords(String text) {
    this.text = text;
  }

  /** Returns the trigger words of a prompt, or of the URLs of the inputs if there is no prompt. */
  static TriggerWords of(Specification specification) {
    return new TriggerWords(specification.prompt() != null
        ? specification.prompt()
        : specification.inputs().stream().map(Specification.InputUrl::url).collect(Collectors.joining(" ")));
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** Returns the value of a trigger; an empty string if the trigger has none. */
  Optional<String> find(String name) {
    Matcher words = WORD.matcher(text);
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
