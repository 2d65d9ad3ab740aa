package com.vicsee.client.internal;

import com.vicsee.client.json.Json;
import com.vicsee.client.model.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * A call with a JSON answer.
 *
 * @param <T> the data in its envelope
 */
final class JsonCall<T> extends Call<T> {

  private final String pathAndQuery;
  private final byte @Nullable [] body;
  private final Answer<T> answer;
  private final int maxBytes;

  /**
   * Makes a call.
   *
   * @param body the value to send as JSON; null for none
   */
  JsonCall(
      Operation operation, String pathAndQuery, @Nullable Object body, Answer<T> answer, Origin origin, int maxBytes) {
    super(operation, origin);
    this.pathAndQuery = pathAndQuery;
    this.body = body == null ? null : Json.MAPPER.writeValueAsBytes(body);
    this.answer = answer;
    this.maxBytes = maxBytes;
  }

  @Override
  URI target(URI baseUrl) {
    return URI.create(baseUrl + pathAndQuery);
  }

  @Override
  void prepare(HttpRequest.Builder request) {
    request.setHeader("Accept", Headers.JSON);
    if (body == null) {
      request.method(operation().method(), BodyPublishers.noBody());
    } else {
      request.setHeader("Content-Type", Headers.JSON);
      request.method(operation().method(), BodyPublishers.ofByteArray(body));
    }
  }

  @Override
  BodyReader<T> read(ResponseInfo response) {
    JsonBytes bytes = new JsonBytes(maxBytes);
    return new BodyReader<>(
        BodySubscribers.ofByteArrayConsumer(bytes), () -> decode(response.headers(), bytes.joined()));
  }

  private T decode(HttpHeaders headers, byte[] sent) throws Unreadable {
    byte[] bytes;
    try {
      bytes = ContentCoding.decode(headers, sent, maxBytes);
    } catch (IOException undecodable) {
      throw new Unreadable("The body cannot be decompressed: " + undecodable.getMessage(), sent, undecodable);
    }
    String mediaType = Headers.mediaType(headers);
    if (bytes.length == 0) {
      throw new Unreadable("The body is empty", bytes, null);
    }
    if (!mediaType.isEmpty() && !Headers.isJson(mediaType)) {
      throw new Unreadable("The body is " + mediaType + " instead of " + Headers.JSON, bytes, null);
    }
    return answer.read(bytes);
  }
}
