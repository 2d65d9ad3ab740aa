package com.vicsee.contract.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request and its answer, byte for byte.
 *
 * @param status the status; 0 without a complete answer
 * @param headers the fields as they came, duplicates included; over HTTP/2 in lower case
 * @param fault why there is no complete answer; empty when there is one
 * @param version the HTTP version of the answer
 */
public record Exchange(ApiRequest request, int status, List<Field> headers, byte[] body, Optional<String> fault, String version) {

  private static final int SHOWN = 300;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final JsonMapper STRICT = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The beginning of a fault of TLS. */
  public static final String TLS = "TLS: ";

  /** The beginning of a fault without a connection, so that nothing was sent. */
  public static final String NO_CONNECTION = "no connection: ";

  /** The beginning of a fault of a connection that ended before the first byte of an answer. */
  public static final String NO_ANSWER = "the connection ended before an answer: ";

  /** The beginning of a fault of an answer that takes too long. */
  public static final String TOO_SLOW = "no complete answer within ";

  private static final Pattern HANDSHAKE = Pattern.compile("TLS: .*(?:terminated the handshake|shut down incorrectly|closed|reset).*");

  /** A request that was answered over HTTP/1.1 or later, or was not answered. */
  public Exchange(ApiRequest request, int status, List<Field> headers, byte[] body, Optional<String> fault) {
    this(request, status, headers, body, fault, "HTTP/1.1");
  }

  /** A request that was answered. */
  public Exchange(ApiRequest request, int status, List<Field> headers, byte[] body) {
    this(request, status, headers, body, Optional.empty());
  }

  /** A request that was not answered, or not to the end. */
  public static Exchange failed(ApiRequest request, String fault) {
    return new Exchange(request, 0, List.of(), new byte[0], Optional.of(fault));
  }

  /** Whether there was no connection, so that the request did not reach the server. */
  public boolean isUnsent() {
    return fault.orElse("").startsWith(NO_CONNECTION);
  }

  /** Whether the connection failed before the first byte of an answer, as it does while a server restarts. The server may have processed the request. */
  public boolean isLost() {
    String reason = fault.orElse("");
    return isUnsent() || reason.startsWith(NO_ANSWER) || HANDSHAKE.matcher(reason).matches();
  }

  /** Whether an answer ended too early, or is no HTTP. */
  public boolean isCut() {
    return fault.isPresent() && !isLost() && !fault.get().startsWith(TOO_SLOW);
  }

  /** A header field. */
  public record Field(String name, String value) {}

  /** The same with the request as a report shows it. */
  public Exchange with(ApiRequest kept) {
    return kept == request ? this : new Exchange(kept, status, headers, body, fault, version);
  }

  /** The same with the HTTP version of the answer. */
  public Exchange over(String other) {
    return new Exchange(request, status, headers, body, fault, other);
  }

  /** The values of a header, one for each time that it was sent. */
  public List<String> values(String name) {
    return headers.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /** The members of a list field, over all its lines (RFC 9110, section 5.6.1). */
  public List<String> list(String name) {
    return values(name).stream().flatMap(v -> Stream.of(v.split(","))).map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  /**
   * Whether a cache may have stored the answer, so that it says nothing of this request (RFC 9111, section 5.1). Some caches put an age of 0 on each answer that
   * passes them. A cache answers GET and HEAD only (section 4), and for a caller with a key nothing that it has just stored (section 3.5).
   */
  public boolean isCached() {
    boolean passed = number("Age").equals(Optional.of(0L)) && !request.key().isEmpty();
    return !values("Age").isEmpty() && Set.of("GET", "HEAD").contains(request.method()) && !passed;
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return values(name).stream().findFirst();
  }

  /** The number in a header; empty when the header is absent or has another form. */
  public Optional<Long> number(String name) {
    return header(name).filter(v -> NUMBER.matcher(v).matches()).map(Long::valueOf);
  }

  /** The time in a header, as an HTTP date (RFC 9110, section 5.6.7) or in ISO 8601; empty when the header is absent or has another form. */
  public Optional<Instant> time(String name) {
    return header(name).flatMap(Exchange::parseTime);
  }

  /** The time in a text, as an HTTP date or in ISO 8601; empty when the text has another form. */
  public static Optional<Instant> parseTime(String value) {
    return time(value, DateTimeFormatter.ISO_INSTANT).or(() -> time(value, DateTimeFormatter.RFC_1123_DATE_TIME));
  }

  private static Optional<Instant> time(String value, DateTimeFormatter form) {
    try {
      return Optional.of(form.parse(value, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The media type without parameters, in lower case; empty when there is none. */
  public String mediaType() {
    return header("Content-Type").map(v -> v.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)).orElse("");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON, if it is JSON without duplicate names, trailing text or a byte order mark. */
  public Optional<JsonNode> json() {
    if (body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
      // A byte order mark must not be sent (RFC 8259, section 8.1).
      return Optional.empty();
    }
    try {
      JsonNode node = STRICT.readTree(body);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The member `data` of the body; a missing node when there is none. */
  public JsonNode data() {
    return json().map(j -> j.path("data")).orElse(MissingNode.getInstance());
  }

  /** The message of the error in the body; empty when there is none. */
  public String errorMessage() {
    return json().map(j -> j.at("/error/message").asString("")).orElse("");
  }

  /** The error code of the body, if it has one. */
  public Optional<String> errorCode() {
    return json().map(j -> j.path("error").path("code")).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  /** The answer in one line. */
  public String summary() {
    if (fault.isPresent()) {
      return "no answer: " + fault.get();
    }
    return "HTTP " + status + ' ' + mediaType() + (mediaType().endsWith("json") || mediaType().startsWith("text/")
        ? ' ' + Excerpt.of(text(), SHOWN) : " (" + body.length + " bytes)");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return request + " → " + summary();
  }
}
