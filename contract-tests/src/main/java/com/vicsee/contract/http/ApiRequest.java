package com.vicsee.contract.http;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes over the wire. Immutable.
 *
 * @param url the absolute URL, exactly as it is sent, well-formed or not
 * @param headers the headers by name, in their order
 * @param body the body or its beginning; empty when there is none
 * @param rest the rest of a body that is not kept whole
 */
public record ApiRequest(String method, String url, Map<String, String> headers, byte[] body, Optional<Rest> rest) {

  private static final int LONG = 4000;
  private static final int SHOWN = 600;

  public ApiRequest {
    headers = new LinkedHashMap<>(headers);
  }

  /** A request as it is sent. */
  public ApiRequest(String method, String url, Map<String, String> headers, byte[] body) {
    this(method, url, headers, body, Optional.empty());
  }

  /**
   * The rest of a body whose beginning alone is kept.
   *
   * @param length how many bytes it had
   * @param command a command line that writes it, or the name of a file with its hash where no short command does
   */
  public record Rest(int length, String command) {}

  /** The same request with one header set, or without it when the value is `null`. */
  public ApiRequest with(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.keySet().removeIf(name::equalsIgnoreCase);
    if (value != null) {
      changed.put(name, value);
    }
    return new ApiRequest(method, url, changed, body, rest);
  }

  /** The same request with another method. */
  public ApiRequest withMethod(String other) {
    return new ApiRequest(other, url, headers, body, rest);
  }

  /** The same request with another body. */
  public ApiRequest withBody(byte[] other) {
    return new ApiRequest(method, url, headers, other);
  }

  /** The same request to another URL. */
  public ApiRequest withUrl(String other) {
    return new ApiRequest(method, other, headers, body, rest);
  }

  /** The same request as a report shows it: of a long body its beginning, its length and how to make it again. It is not to be sent. */
  public ApiRequest kept() {
    if (body.length <= LONG || rest.isPresent()) {
      return this;
    }
    String command = isText() ? longBody() : "";
    if (command.isEmpty() || command.length() > 2 * LONG) {
      command = "cat body-of-" + body.length + "-bytes-with-sha256-" + sha256(body);
    }
    return new ApiRequest(method, url, headers, Arrays.copyOf(body, SHOWN), Optional.of(new Rest(body.length, command)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The value of a header, or an empty text. */
  public String header(String name) {
    return headers.entrySet().stream().filter(e -> e.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue).findFirst()
        .orElse("");
  }

  /** The key of the caller, without its scheme; empty when there is none. */
  public String key() {
    return header("Authorization").replaceFirst("(?i)^bearer +", "");
  }

  /** The part of the URL that a request line has. */
  public String requestTarget() {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    return path < 0 ? "/" : url.substring(path);
  }

  /** The origin of the URL. */
  public URI origin() {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    return URI.create(path < 0 ? url : url.substring(0, path));
  }

  /** The request as it is sent, with the beginning of its body. It shows no key but those of the sandbox. */
  public String summary() {
    StringBuilder lines = new StringBuilder(method).append(' ').append(requestTarget());
    headers.forEach((name, value) -> lines.append('\n').append(name).append(": ").append(isSecret(name, value) ? "Bearer …" : value));
    if (rest.isPresent()) {
      String beginning = new String(body, StandardCharsets.UTF_8);
      lines.append("\n\n").append(beginning).append("… (").append(rest.get().length()).append(" bytes)");
    } else if (body.length > 0) {
      String text = isText() ? new String(body, StandardCharsets.UTF_8) : "(" + body.length + " bytes)";
      lines.append("\n\n").append(Excerpt.of(text, SHOWN) + (text.length() > SHOWN ? " (" + body.length + " bytes)" : ""));
    }
    return lines.toString();
  }

  private boolean isText() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer part = CharBuffer.allocate(LONG);
    CoderResult result = decoder.decode(bytes, part, true);
    while (result.isOverflow()) {
      part.clear();
      result = decoder.decode(bytes, part, true);
    }
    return !result.isError();
  }

  /** The request as a command line that repeats it. It shows no key but those of the sandbox. */
  public String toCurl() {
    List<String> words = new ArrayList<>(List.of("curl", "-i"));
    if (method.equals("HEAD")) {
      words.add("-I");
    } else if (!method.equals("GET") || body.length > 0) {
      words.addAll(List.of("-X", quote(method)));
    }
    words.add("--path-as-is");
    words.add(quote(url));
    headers.forEach((name, value) -> words.addAll(List.of("-H", header(name, value))));
    if (rest.isPresent()) {
      words.addAll(List.of("--data-binary", "@-"));
      return rest.get().command() + " | " + String.join(" ", words);
    }
    if (!isText()) {
      words.addAll(List.of("--data-binary", "@-"));
      return "printf %s " + quote(Base64.getEncoder().encodeToString(body)) + " | base64 -d | " + String.join(" ", words);
    }
    if (body.length > LONG) {
      words.addAll(List.of("--data-binary", "@-"));
      return longBody() + " | " + String.join(" ", words);
    }
    if (body.length > 0) {
      words.addAll(List.of("--data-binary", quote(new String(body, StandardCharsets.UTF_8))));
    }
    return String.join(" ", words);
  }

  /** Most long bodies repeat one letter; the command writes such a body again. */
  private String longBody() {
    int start = 0;
    int end = 0;
    for (int from = 0, to = 0; from < body.length; from = to) {
      while (to < body.length && body[to] == body[from]) {
        to++;
      }
      if (to - from > end - start) {
        start = from;
        end = to;
      }
    }
    String before = new String(body, 0, start, StandardCharsets.UTF_8);
    String after = new String(body, end, body.length - end, StandardCharsets.UTF_8);
    return "{ printf %s " + quote(before) + "; head -c " + (end - start) + " /dev/zero | tr '\\0' " + quote((char) body[start] + "")
        + "; printf %s " + quote(after) + "; }";
  }

  private static String header(String name, String value) {
    if (value.isEmpty()) {
      return quote(name + ';');
    }
    if (isSecret(name, value)) {
      return "\"Authorization: Bearer $VICSEE_KEY\"";
    }
    // A variable stands for a key, and the shell is to put it in.
    return value.contains("$VICSEE_") || value.contains("${VICSEE_") ? '"' + name + ": " + value.replace("\"", "\\\"") + '"'
        : quote(name + ": " + value);
  }

  private static boolean isSecret(String name, String value) {
    return name.equalsIgnoreCase("Authorization") && !value.contains("-sandbox-") && value.matches("\\S+ +sk-.+");
  }

  private static String quote(String word) {
    if (word.matches("[A-Za-z0-9_./:=-]+")) {
      return word;
    }
    if (word.chars().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
      return '\'' + word.replace("'", "'\\''") + '\'';
    }
    StringBuilder quoted = new StringBuilder("$'");
    for (char c : word.toCharArray()) {
      boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
      quoted.append(c == '\'' || c == '\\' ? "\\" + c : plain ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return quoted.append('\'').toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiRequest that && method.equals(that.method) && url.equals(that.url)
        && headers.equals(that.headers) && Arrays.equals(body, that.body) && rest.equals(that.rest);
  }

  @Override
  public int hashCode() {
    return url.hashCode();
  }

  @Override
  public String toString() {
    return method + ' ' + url;
  }
}
