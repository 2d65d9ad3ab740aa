package com.vicsee.client.internal;

import com.vicsee.client.generated.model.Operation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A call with a JSON answer.
 *
 * @param <E> the envelope
 * @param <T> the data in it
 */
final class JsonCall<E, T> extends Call<byte[], T> {

  private final String pathAndQuery;
  private final byte @Nullable [] body;
  private final Class<E> envelope;
  private final Function<E, @Nullable Boolean> success;
  private final Function<E, @Nullable T> data;
  private final Predicate<T> usable;
  private final int maxBytes;

  /**
   * Makes a call.
   *
   * @param body the value to send as JSON; null for none
   * @param usable whether the data has that without which nobody can go on. Otherwise an answer may lack what the
   *     contract requires, so that a client outlives an older server
   */
  JsonCall(
      Operation operation,
      String pathAndQuery,
      @Nullable Object body,
      Class<E> envelope,
      Function<E, @Nullable Boolean> success,
      Function<E, @Nullable T> data,
      Predicate<T> usable,
      int maxBytes) {
    super(operation);
    this.pathAndQuery = pathAndQuery;
    this.body = body == null ? null : Json.MAPPER.writeValueAsBytes(body);
    this.envelope = envelope;
    this.success = success;
    this.data = data;
    this.usable = usable;
    this.maxBytes = maxBytes;
  }

  @Override
  URI target(URI baseUrl) {
    return URI.create(baseUrl + pathAndQuery);
  }

  @Override
  void prepare(HttpRequest.Builder request) {
    request.setHeader("Accept", Json.MEDIA_TYPE);
    if (body == null) {
      request.method(operation().method(), BodyPublishers.noBody());
    } else {
      request.setHeader("Content-Type", Json.MEDIA_TYPE);
      request.method(operation().method(), BodyPublishers.ofByteArray(body));
    }
  }

  @Override
  BodySubscriber<byte[]> read(ResponseInfo response) {
    return new LimitedBytes(maxBytes, false);
  }

  @Override
  T decode(ResponseInfo response, byte[] bytes) throws Unreadable {
    String mediaType = Json.mediaType(response.headers());
    if (bytes.length == 0) {
      throw new Unreadable("The body is empty", bytes, null);
    }
    if (!mediaType.isEmpty() && !Json.isJson(mediaType)) {
      throw new Unreadable("The body is " + mediaType + " instead of " + Json.MEDIA_TYPE, bytes, null);
    }
    E read;
    try {
      read = Json.MAPPER.readValue(bytes, envelope);
    } catch (JacksonException malformed) {
      throw new Unreadable("The body cannot be read: " + malformed.getOriginalMessage(), bytes, malformed);
    }
    T value = read == null || !Boolean.TRUE.equals(success.apply(read)) ? null : data.apply(read);
    if (value == null) {
      throw new Unreadable("The body is not the envelope of a success", bytes, null);
    }
    if (!usable.test(value)) {
      throw new Unreadable("The body lacks what the answer is about", bytes, null);
    }
    return value;
  }
}
