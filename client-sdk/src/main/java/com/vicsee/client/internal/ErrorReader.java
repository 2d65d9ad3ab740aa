package com.vicsee.client.internal;

import com.vicsee.client.error.Failure;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.model.Operation;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a response that is no success, from the API or from something before it, in any form. */
final class ErrorReader {

  /** An error needs no more than its envelope. */
  static final int MAX_BODY = 64 * 1024;

  private static final int MAX_MESSAGE = 2000;

  private final Clock clock;
  private final @Nullable String apiKey;

  ErrorReader(Clock clock, @Nullable String apiKey) {
    this.clock = clock;
    this.apiKey = apiKey;
  }

  /** Returns what is known of a response that is no success. */
  Failure.Builder read(Operation operation, int status, HttpHeaders headers, byte[] sent) {
    byte[] body = decoded(headers, sent);
    @Nullable JsonNode root = parse(body);
    @Nullable String rawCode = text(root, "error", "code");
    @Nullable String message = text(root, "error", "message");
    if (message == null) {
      // Problem details (RFC 9457), as frameworks and gateways send them.
      message = Optional.ofNullable(text(root, "detail")).orElse(text(root, "title"));
    }
    if (message == null) {
      message = describe(status, headers, body);
    }
    ErrorCode code = rawCode == null ? ErrorCode.UNKNOWN : ErrorCode.fromValue(rawCode);
    RateLimit rateLimit = RateLimit.from(headers).orElse(null);
    return Failure.builder(operation, clean(message, MAX_MESSAGE))
        .status(status)
        .code(code, rawCode == null ? null : clean(rawCode, 100))
        .requestId(headers.firstValue(HeaderNames.X_REQUEST_ID).map(id -> clean(id, 128)).orElse(null))
        .rateLimit(rateLimit)
        .retryAfter(retryAfter(status, headers, rateLimit))
        .retryable(code == ErrorCode.UNKNOWN ? isTemporary(status) : code.retryable())
        .rawBody(redact(new String(body, StandardCharsets.UTF_8)));
  }

  /** Returns the id of a task in the envelope of a success that is unreadable otherwise, so that what is paid can be resumed. */
  Optional<String> submittedTask(byte[] body) {
    return Optional.ofNullable(text(parse(body), "data", "id"));
  }

  private @Nullable Duration retryAfter(int status, HttpHeaders headers, @Nullable RateLimit rateLimit) {
    Instant serverNow = Headers.serverNow(headers, clock.instant());
    Optional<Duration> hint =
        headers.firstValue(HeaderNames.RETRY_AFTER).flatMap(value -> Headers.retryAfter(value, serverNow));
    if (hint.isEmpty() && status == 429 && rateLimit != null && rateLimit.isExhausted()) {
      Duration untilReset = Duration.between(serverNow, rateLimit.reset());
      return untilReset.isNegative() ? Duration.ZERO : untilReset;
    }
    return hint.orElse(null);
  }

  /** Says whether a status by itself means that the same request may succeed later (RFC 9110, section 15; RFC 6585). */
  private static boolean isTemporary(int status) {
    return switch (status) {
      case 408, 425, 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  private static byte[] decoded(HttpHeaders headers, byte[] sent) {
    try {
      return ContentCoding.decode(headers, sent, MAX_BODY);
    } catch (IOException unreadable) {
      return sent;
    }
  }

  private static String describe(int status, HttpHeaders headers, byte[] body) {
    if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
      return "The proxy requires authentication: give the builder an httpClient(…) that has an Authenticator";
    }
    String mediaType = Headers.mediaType(headers);
    return body.length == 0
        ? "The response has no body"
        : "The response is not one of the API (" + (mediaType.isEmpty() ? "no media type" : mediaType) + ", "
            + body.length + " bytes)";
  }

  private static @Nullable JsonNode parse(byte[] body) {
    try {
      return body.length == 0 ? null : Json.MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable JsonNode root, String... path) {
    JsonNode node = root;
    for (String name : path) {
      node = node == null ? null : node.get(name);
    }
    return node == null || !node.isString() || node.stringValue().isBlank() ? null : node.stringValue();
  }

  /** Returns a text for one line of a log: without control characters, not too long, without the key. */
  String clean(String text, int maxLength) {
    String line = redact(text).replaceAll("\\p{Cntrl}+", " ").trim();
    return line.length() <= maxLength ? line : line.substring(0, maxLength) + "…";
  }

  /** Returns a cause, or null when a text of it or of its own causes repeats the key. */
  @Nullable Throwable redact(@Nullable Throwable cause) {
    for (Throwable at = cause; at != null && apiKey != null; at = at.getCause()) {
      if (String.valueOf(at.getMessage()).contains(apiKey)) {
        return null;
      }
    }
    return cause;
  }

  /** Removes the key, which an error page may repeat from the request. */
  String redact(String text) {
    return apiKey == null ? text : text.replace(apiKey, "[API key]");
  }
}
