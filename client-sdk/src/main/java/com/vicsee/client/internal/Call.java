package com.vicsee.client.internal;

import com.vicsee.client.model.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One logical call: how its requests are made, and how the body of a success is read. A call may take several
 * attempts.
 *
 * @param <T> the value of the call
 */
abstract class Call<T> {

  private final Operation operation;
  private final Origin origin;

  Call(Operation operation, Origin origin) {
    this.operation = operation;
    this.origin = origin;
  }

  /** Returns the operation that the call belongs to. */
  final Operation operation() {
    return operation;
  }

  /** Returns what its failures say of a task that is paid for. */
  final Origin origin() {
    return origin;
  }

  /** Returns where the requests go. */
  abstract URI target(URI baseUrl);

  /** Adds method, body and headers to the request of the next attempt. */
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
    return status / 100 == 2;
  }

  /**
   * Says whether another request follows at once on a status that is no success.
   *
   * @param from the URL that answered
   */
  boolean continues(int status, URI from, HttpHeaders headers) throws IOException {
    return false;
  }

  /** Returns what the call does, for the failures of a step that has no API key: {@code The upload to HOST}. */
  String step(URI target) {
    return operation.operationId();
  }

  /** Is called at the end of each attempt, whatever its outcome. */
  void attemptEnded() {
    // Most calls have nothing to close.
  }

  /** Says whether the body may be longer than the deadline of an attempt, as long as it keeps coming. */
  boolean isTransfer() {
    return false;
  }

  /** Returns how far the attempts have come, in bytes. An attempt that gets further resets the count of retries. */
  long progress() {
    return 0;
  }

  /** Returns the bytes that all attempts have moved. As long as it grows, the connection is not silent. */
  long activity() {
    return 0;
  }

  /** Returns what reads the body of a success. */
  abstract BodyReader<T> read(ResponseInfo response);

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
