package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers show no internals of the server. */
public final class NothingLeaks implements ResponseCheck {

  /** A package is told from a host by the capital of its class, a folder from the path of a URL by what is before it. */
  private static final Pattern INSIDE = Pattern.compile("""
      \\bat [\\w.$]+\\([\\w.]+:\\d+\\)|\\b(?:java|javax|jakarta|org|com|io|net|sun)\\.[a-z]\\w*\\.[\\w.]*[A-Z]\\w+|(?<!\\w)\\w+Exception\\b|\
      (?i:Traceback \\(most|<html|<!doctype|Whitelabel|Tomcat|SQLSTATE|\\bSELECT (?:\\*|\\w+(?:, ?\\w+)+) FROM\\b)|\\bSELECT .+ FROM\\b|\
      (?<![\\w.:/<=-])/(?:home|root|usr|var|tmp)/\\w+""");

  /** Fields whose value is a URL or a part of it. */
  private static final Set<String> URLS = Set.of("location", "content-location", "content-security-policy", "link", "refresh");

  /** Fields that only name the framework of the server (OWASP Secure Headers, "Prevent information disclosure"). */
  private static final Set<String> FRAMEWORK = Set.of("x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator");

  @Override
  public void examine(Answer answer) {
    String type = answer.exchange().mediaType();
    if (type.endsWith("json") || type.startsWith("text/")) {
      search(answer, "the body", answer.exchange().text());
    }
    for (Exchange.Field field : answer.exchange().headers()) {
      if (FRAMEWORK.contains(field.name().toLowerCase(Locale.ROOT))) {
        answer.broken(Elements.status(answer.id(), answer.status()), field.name() + ": " + field.value(), "no name of the framework",
            answer.operation().pointer() + "/responses");
      }
      if (!URLS.contains(field.name().toLowerCase(Locale.ROOT))) {
        search(answer, field.name(), field.value());
      }
    }
  }

  private static void search(Answer answer, String where, String text) {
    Matcher matcher = INSIDE.matcher(text);
    if (matcher.find() && !answer.exchange().request().url().contains(matcher.group())) {
      answer.broken(Elements.status(answer.id(), answer.status()), '"' + matcher.group() + "\" in " + where,
          "no internals of the server", answer.operation().pointer() + "/responses");
    }
  }
}
