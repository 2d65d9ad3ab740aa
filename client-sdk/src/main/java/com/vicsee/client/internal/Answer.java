package com.vicsee.client.internal;

import com.vicsee.client.json.Json;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

/**
 * How the answer of an operation is read: what is inside its envelope, and what it is useless without. Otherwise an answer may
 * lack what the contract requires, so that a client outlives an older server.
 *
 * @param <T> the data
 */
final class Answer<T> {

  /** The envelope of a success. */
  record Envelope<T>(@Nullable Boolean success, @Nullable T data) {
  }

  private final JavaType envelope;
  private final Function<T, ?> essential;

  private Answer(JavaType data, Function<T, ?> essential) {
    this.envelope = types().constructParametricType(Envelope.class, data);
    this.essential = essential;
  }

  private static TypeFactory types() {
    return Json.MAPPER.getTypeFactory();
  }

  /**
   * Returns the answer with one value.
   *
   * @param essential an accessor that throws when the value is useless
   */
  static <T> Answer<T> of(Class<T> type, Function<T, ?> essential) {
    return new Answer<>(types().constructType(type), essential);
  }

  /** Returns the answer with a list of values. */
  static <T> Answer<List<T>> listOf(Class<T> type, Function<T, ?> essential) {
    return new Answer<>(types().constructCollectionType(List.class, type), list -> list.stream().map(essential).toList());
  }

  /**
   * Reads an answer.
   *
   * @throws Call.Unreadable when it is not the envelope of a success, or useless
   */
  T read(byte[] body) throws Call.Unreadable {
    Envelope<T> read;
    try {
      read = Json.MAPPER.readValue(body, envelope);
    } catch (tools.jackson.core.JacksonException malformed) {
      throw new Call.Unreadable("The body cannot be read: " + malformed.getOriginalMessage(), body, malformed);
    }
    if (read == null || !Boolean.TRUE.equals(read.success()) || read.data() == null) {
      throw new Call.Unreadable("The body is not the envelope of a success", body, null);
    }
    T data = read.data();
    try {
      essential.apply(data);
    } catch (IllegalStateException | NullPointerException useless) {
      throw new Call.Unreadable("The body lacks what the answer is about: " + useless.getMessage(), body, null);
    }
    return data;
  }
}
