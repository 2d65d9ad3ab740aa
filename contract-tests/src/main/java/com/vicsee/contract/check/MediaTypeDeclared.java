package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media type of an answer is declared for its status, in any form of RFC 9110, section 8.3.1, and a status without content has no body. */
public final class MediaTypeDeclared implements ResponseCheck {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern MEDIA_TYPE = Pattern.compile(
      TOKEN + '/' + TOKEN + "(?:[ \\t]*;[ \\t]*(?:" + TOKEN + "=(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*\"))?)*");
  private static final Pattern CHARSET = Pattern.compile("(?i);[ \\t]*charset=\"?([^\";, \\t]+)");

  @Override
  public void examine(Answer answer) {
    if (answer.response().isEmpty()) {
      return;
    }
    Response response = answer.response().get();
    String received = answer.exchange().header("Content-Type").orElse("no Content-Type");
    String element = Elements.mediaType(answer.id(), answer.status(), answer.exchange().mediaType());
    if (response.contents().isEmpty()) {
      if (answer.exchange().body().length > 0) {
        answer.broken(element, answer.exchange().body().length + " bytes of " + received, "no body", response.pointer());
      }
      return;
    }
    if (answer.content().isEmpty()) {
      answer.broken(element, received, "one of " + response.contents().keySet(), response.pointer() + "/content");
      return;
    }
    if (!MEDIA_TYPE.matcher(received).matches()) {
      answer.broken(element, received, "a media type", answer.content().get().pointer());
      return;
    }
    Matcher charset = CHARSET.matcher(received);
    if (charset.find() && answer.exchange().mediaType().equals("application/json") && !charset.group(1).equalsIgnoreCase("utf-8")) {
      answer.broken(element, received, "UTF-8, the only encoding of JSON (RFC 8259, section 8.1)", answer.content().get().pointer());
      return;
    }
    answer.proven(element);
  }
}
