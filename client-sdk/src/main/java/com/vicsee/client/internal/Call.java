package com.vicsee.client.internal;

import com.vicsee.client.generated.model.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One logical call: how its requests are made, and how the body of a success is read. A call is made once and may be
 * tried often.
 *
 * @param <B> what the body is read into
 * @param <T> the value of the call
 */
abstract class Call<B, T> {

  private final Operation operation;

  Call(Operation operation) {
    this.operation = operation;
  }

  /** Returns the operation that the call belongs to. */
  final Operation operation() {
    return operation;
  }

  /** Returns where the requests go. */
  abstract URI target(URI baseUrl);

  /** Adds method, body and headers to the request of the next try. */
  abstract void prepare(HttpRequest.Builder request) throws IOException;

  /** Says whether the requests carry the API key and the headers of the client; false for signed URLs. */
  boolean isAuthenticated() {
    return true;
  }

  /** Says whether a request may be sent again when nothing is known about the last one. */
  boolean isRepeatable() {
    return true;
  }

  /** Says whether a status is a success with a body to read. */
  boolean accepts(int status) {
    return status == 200;
  }

  /** Says whether the body may be longer than the deadline of a try, as long as it keeps coming. */
  boolean isTransfer() {
    return false;
  }

  /**
   * Returns how far the tries so far have come, in bytes; a try that comes further starts the count of retries anew.
   */
  long progress() {
    return 0;
  }

  /**
   * Returns the bytes that the tries so far have moved, again or for the first time; as long as it grows, the line is
   * not silent.
   */
  long activity() {
    return 0;
  }

  /** Returns what reads the body of a success. */
  abstract BodySubscriber<B> read(ResponseInfo response);

  /**
   * Returns the value of a success.
   *
   * @throws Unreadable when the body is not what the contract promises
   */
  abstract T decode(ResponseInfo response, B body) throws Unreadable;

  /** Returns the further headers of this call. */
  Map<String, String> headers() {
    return Map.of();
  }

  /** Returns the deadline of the whole call when the caller gives none; null for the client's. */
  @Nullable Duration defaultTimeout() {
    return null;
  }

  /** A body is not what the contract promises. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String what;
    private final byte[] body;

    Unreadable(String message, byte[] body, @Nullable Throwable cause) {
      super(message, cause);
      this.what = message;
      this.body = body;
    }

    /** Returns the message. */
    String what() {
      return what;
    }

    byte[] body() {
      return body;
    }
  }
}
