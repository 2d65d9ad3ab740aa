package com.vicsee.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.model.ErrorCode;
import com.vicsee.server.model.HeaderNames;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A response, read to its end. */
public record Answer(int status, HttpHeaders headers, byte[] bytes) {
  private static final JsonMapper JSON = new JsonMapper();

  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return JSON.readTree(bytes);
  }

  /** Returns {@code data} of an envelope of success. */
  public JsonNode data() {
    assertThat(status).as(text()).isBetween(200, 299);
    assertThat(json().get("success").booleanValue()).isTrue();
    return json().get("data");
  }

  /** Returns the error code of an envelope of failure. */
  public String code() {
    assertThat(status).as(text()).isGreaterThanOrEqualTo(400);
    assertThat(json().get("success").booleanValue()).isFalse();
    return json().get("error").get("code").stringValue();
  }

  public String message() {
    return json().get("error").get("message").stringValue();
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public long limit() {
    return Long.parseLong(header(HeaderNames.X_RATELIMIT_LIMIT));
  }

  public long remaining() {
    return Long.parseLong(header(HeaderNames.X_RATELIMIT_REMAINING));
  }

  /**
   * Asserts status and code at once, so that a failure shows the body. The code is asked for by a condition, so that a test need not know what it
   * is called in the contract.
   */
  public Answer refusedWith(int expectedStatus, ErrorCode.Message condition) {
    assertThat(status + " " + code()).as(text()).isEqualTo(expectedStatus + " " + condition.code().getValue());
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answer answer && status == answer.status && Arrays.equals(bytes, answer.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return status + " " + (bytes.length > 500 ? bytes.length + " bytes" : text());
  }
}
