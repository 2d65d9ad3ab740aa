package com.vicsee.contract.report;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.http.ApiRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the name of a variable in place of each key, wherever a key may show: also where a text was cut within one. Immutable. */
public final class Redactor {

  /** From how many characters on the beginning of a key is taken for the key. */
  private static final int ENOUGH = 8;

  private record Secret(String key, String variable, boolean published) {}

  private final List<Secret> secrets;

  private Redactor(List<Secret> secrets) {
    this.secrets = secrets;
  }

  /** Hides nothing. */
  public static Redactor none() {
    return new Redactor(List.of());
  }

  /**
   * Hides keys.
   *
   * @param keys the name of the variable to show, by key
   * @param published keys that everybody knows, of which others may well begin alike
   */
  public static Redactor of(Map<String, String> keys, Set<String> published) {
    List<Secret> secrets = new ArrayList<>();
    keys.forEach((key, variable) -> secrets.add(new Secret(key, variable, published.contains(key))));
    // The longer key first, in case it begins with the other.
    secrets.sort(Comparator.comparingInt((Secret s) -> s.key().length()).reversed());
    return new Redactor(List.copyOf(secrets));
  }

  /** The text without keys. */
  public String text(String text) {
    String shown = text;
    for (Secret secret : secrets) {
      shown = hide(shown, secret);
    }
    return shown;
  }

  /** The request without keys. */
  public ApiRequest request(ApiRequest request) {
    if (secrets.isEmpty()) {
      return request;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, text(value)));
    // No check puts a key into a body, and some bodies have megabytes.
    return new ApiRequest(request.method(), text(request.url()), headers, request.body(), request.rest());
  }

  /** The finding without keys. */
  public Finding finding(Finding finding) {
    return new Finding(finding.check(), finding.target(), finding.element(), text(finding.received()), text(finding.documented()),
        finding.place(), request(finding.request()));
  }

  private static String hide(String text, Secret secret) {
    String key = secret.key();
    int least = secret.published() ? key.length() : Math.min(ENOUGH, key.length());
    if (text.length() < least) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (from < text.length()) {
      int length = common(text, from, key);
      int next = from + length;
      // The published keys have names that continue: `sk-sandbox-pro` and `sk-sandbox-pro-2`.
      boolean other = secret.published() && next < text.length() && text.charAt(next) == '-';
      if (length < least || other) {
        shown.append(text.charAt(from++));
        continue;
      }
      boolean goesOn = next < text.length() && (Character.isLetterOrDigit(text.charAt(next)) || text.charAt(next) == '_');
      shown.append(goesOn ? "${" + secret.variable() + '}' : '$' + secret.variable());
      from = next;
    }
    return shown.toString();
  }

  private static int common(String text, int from, String key) {
    int length = 0;
    while (length < key.length() && from + length < text.length()
        && Character.toLowerCase(text.charAt(from + length)) == Character.toLowerCase(key.charAt(length))) {
      length++;
    }
    return length;
  }
}
