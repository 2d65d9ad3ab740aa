package com.vicsee.contract.spec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of an error message, with placeholders in braces.
 *
 * @param condition when it is sent, in camelCase
 */
public record MessageTemplate(String condition, String text) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  /** The values that a message has in place of the placeholders; empty when it is another text. */
  public Map<String, String> values(String message) {
    Matcher matcher = match(message);
    Map<String, String> values = new LinkedHashMap<>();
    if (matcher.matches()) {
      PLACEHOLDER.matcher(text).results().forEach(name -> values.put(name.group(1), matcher.group(values.size() + 1)));
    }
    return values;
  }

  /** Whether a message is this text with something in place of each placeholder, and no placeholder is left. */
  public boolean fits(String message) {
    return match(message).matches() && PLACEHOLDER.matcher(text).results().noneMatch(name -> message.contains(name.group()));
  }

  private Matcher match(String message) {
    String regex = Arrays.stream(PLACEHOLDER.split(text, -1)).map(Pattern::quote).collect(Collectors.joining("(.+)"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(message);
  }
}
