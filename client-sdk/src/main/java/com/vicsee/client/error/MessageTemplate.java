package com.vicsee.client.error;

import com.vicsee.client.model.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values back out of a message, by the template that the contract has for it. */
final class MessageTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  private MessageTemplate() {
  }

  /** Returns the values of the parameters by name; none when the text was not made from the template. */
  static Map<String, String> parse(ErrorCode.Message message, String text) {
    String regex = Arrays.stream(PLACEHOLDER.split(message.template(), -1)).map(Pattern::quote).collect(Collectors.joining("(.+?)"));
    Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
    Map<String, String> values = new LinkedHashMap<>();
    if (matcher.matches()) {
      message.parameters().forEach(name -> values.put(name, matcher.group(values.size() + 1)));
    }
    return values;
  }
}
