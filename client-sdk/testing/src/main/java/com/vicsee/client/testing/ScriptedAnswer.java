package com.vicsee.client.testing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One answer of a {@link ScriptedTransport}. Immutable. */
public final class ScriptedAnswer {

  private static final JsonMapper MAPPER = JsonMapper.builder()
      .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
      .build();
  private static final String JSON = "application/json";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Kind kind;

  /** What becomes of a request. */
  enum Kind {
    RESPONSE,
    BROKEN,
    SILENT
  }

  private ScriptedAnswer(Kind kind, int status, Map<String, String> headers, byte[] body) {
    this.kind = kind;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Returns a success in the envelope of the API.
   *
   * @param data a model of the client, such as a {@code Task} or a {@code CreditBalance}, or a list of them
   */
  public static ScriptedAnswer success(Object data) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("success", true);
    envelope.put("data", data);
    return response(200, JSON, MAPPER.writeValueAsBytes(envelope));
  }

  /**
   * Returns a failure with the status and the first message that the contract has for a code. Each value in the message is 1;
   * {@link #failure(ErrorCode.Message, Object...)} sets the values.
   */
  public static ScriptedAnswer failure(ErrorCode code) {
    if (code.messages().isEmpty()) {
      return failure(code.status(), code, code.message());
    }
    ErrorCode.Message condition = code.messages().get(0);
    return failure(condition, Collections.nCopies(condition.parameters().size(), 1).toArray());
  }

  /**
   * Returns a failure with the status and the text that the contract has for a condition.
   *
   * @param values the values of the condition's parameters, in their order
   * @throws IllegalArgumentException when there are not as many values as parameters
   */
  public static ScriptedAnswer failure(ErrorCode.Message condition, Object... values) {
    return failure(condition.code().status(), condition.code(), condition.text(values));
  }

  private static ScriptedAnswer failure(int status, ErrorCode code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code.value());
    error.put("message", message);
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("success", false);
    envelope.put("error", error);
    return response(status, JSON, MAPPER.writeValueAsBytes(envelope));
  }

  /** Returns any response in JSON, for an answer that the API should never give. */
  public static ScriptedAnswer json(int status, String text) {
    return response(status, JSON, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns any response: the media of a result, or the page of a gateway. */
  public static ScriptedAnswer response(int status, String contentType, byte[] body) {
    return new ScriptedAnswer(Kind.RESPONSE, status, Map.of("Content-Type", contentType), body.clone());
  }

  /** Returns a connection that ends before any response. */
  public static ScriptedAnswer connectionFailure() {
    return new ScriptedAnswer(Kind.BROKEN, 0, Map.of(), new byte[0]);
  }

  /** Returns an answer that never comes. The client times out by its own deadline, in real time. */
  public static ScriptedAnswer silence() {
    return new ScriptedAnswer(Kind.SILENT, 0, Map.of(), new byte[0]);
  }

  /** Returns this answer with a header, instead of what the transport would send under that name. */
  public ScriptedAnswer withHeader(String name, String value) {
    Map<String, String> copy = new LinkedHashMap<>(headers);
    copy.put(name, value);
    return new ScriptedAnswer(kind, status, Collections.unmodifiableMap(copy), body);
  }

  /** Returns this answer with a {@code Retry-After} header, in whole seconds. */
  public ScriptedAnswer withRetryAfter(Duration duration) {
    return withHeader(HeaderNames.RETRY_AFTER, String.valueOf(duration.toSeconds()));
  }

  Kind kind() {
    return kind;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
