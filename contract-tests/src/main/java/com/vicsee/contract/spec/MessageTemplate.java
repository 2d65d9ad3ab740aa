package com.vicsee.contract.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an error message, with placeholders in braces.
 *
 * @param condition when it is sent, in camelCase
 */
public record MessageTemplate(String condition, String text) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  /** The values that a message has in place of the placeholders; empty when it is another text. */
  public Map<String, String> values(String message) {
    List<String> names = PLACEHOLDER.matcher(text).results().map(m -> m.group(1)).toList();
    StringBuilder regex = new StringBuilder();
    for (String part : PLACEHOLDER.split(text, -1)) {
      regex.append(regex.isEmpty() ? "" : "(.+)").append(Pattern.quote(part));
    }
    Matcher matcher = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(message);
    Map<String, String> values = new LinkedHashMap<>();
    if (matcher.matches()) {
      names.forEach(name -> values.put(name, matcher.group(values.size() + 1)));
    }
    return values;
  }

  /** Whether a message is this text with something in place of each placeholder, and no placeholder is left. */
  public boolean fits(String message) {
    StringBuilder regex = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int from = 0;
    boolean left = false;
    while (matcher.find()) {
      regex.append(Pattern.quote(text.substring(from, matcher.start()))).append(".+");
      left |= message.contains(matcher.group());
      from = matcher.end();
    }
    regex.append(Pattern.quote(text.substring(from)));
    return !left && Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(message).matches();
  }
}
