package com.vicsee.client.error;

import com.vicsee.client.model.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values back out of a message, by the template that the contract has for it. */
final class MessageTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  private MessageTemplate() {
  }

  /**
   * Returns the values of the parameters.
   *
   * @return empty when the text was not made from the template
   */
  static Optional<Map<String, String>> parse(ErrorCode.Message message, String text) {
    StringBuilder regex = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(message.template());
    int end = 0;
    while (placeholder.find()) {
      regex.append(Pattern.quote(message.template().substring(end, placeholder.start()))).append("(.+?)");
      end = placeholder.end();
    }
    regex.append(Pattern.quote(message.template().substring(end)));
    Matcher matcher = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int index = 0; index < message.parameters().size(); index++) {
      values.put(message.parameters().get(index), matcher.group(index + 1));
    }
    return Optional.of(values);
  }
}
