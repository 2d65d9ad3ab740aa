package com.vicsee.client.internal;

import java.net.http.HttpResponse.BodySubscriber;

/**
 * Reads the body of one success.
 *
 * @param subscriber receives the bytes. The HTTP client of the JDK changes threads for a subscriber that is not its own, which
 *     costs a short call more than all that this client does
 * @param value what the body says, once the subscriber has received all of it
 */
record BodyReader<T>(BodySubscriber<?> subscriber, Value<T> value) {

  /** What a body says. */
  @FunctionalInterface
  interface Value<T> {
    /**
     * Returns the value.
     *
     * @throws Call.Unreadable when the body is not what the contract promises
     */
    T read() throws Call.Unreadable;
  }
}
