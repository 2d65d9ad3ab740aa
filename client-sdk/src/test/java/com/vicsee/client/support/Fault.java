package com.vicsee.client.support;

import com.vicsee.client.http.Transport;
import com.vicsee.client.model.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A way in which a request can fail: by what the server does, or before a server is reached. */
public enum Fault {
  /** No connection. */
  REFUSED(new ConnectException("Connection refused")),
  /** No answer in time. */
  TIMEOUT(new HttpTimeoutException("request timed out")),
  /** The connection ends before the answer. */
  CUT(Wire.drop()),
  /** The connection ends within the answer. */
  CUT_IN_THE_BODY(Wire.text("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 500", "{\"success\": true")),
  /** The quota is exhausted until the next day. */
  FAR_RESET(Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Rate limit exceeded").with("Retry-After", "86400")),
  /** A page of a captive portal. */
  PAGE(Answer.html(200)),
  /** A page of a gateway. */
  PAGE_OF_A_GATEWAY(Answer.html(502)),
  /** JSON that ends early. */
  MALFORMED(Answer.of(200, "{\"success\": true, \"data\": {")),
  /** No bytes. */
  EMPTY(Answer.of(200, "")),
  /** An accepted request without data. */
  ACCEPTED(Answer.of(202, "{\"success\": true}")),
  /** Data without what the answer is about. */
  USELESS(Answer.ok("{}")),
  /** Data of other types. */
  UNREADABLE(Answer.ok("{\"id\": [1], \"status\": {\"a\": 1}, \"uploadUrl\": {}}")),
  /** A refusal. */
  FORBIDDEN(Answer.error(403, "FORBIDDEN", "Access denied")),
  /** A failure of the server. */
  SERVER(Answer.error(500, "INTERNAL_ERROR", "Internal server error")),
  /** A status that the contract does not know. */
  UNKNOWN_STATUS(Answer.html(302));

  private final TestServer.@Nullable Behaviour behaviour;
  private final @Nullable IOException thrown;

  Fault(TestServer.Behaviour behaviour) {
    this.behaviour = behaviour;
    this.thrown = null;
  }

  Fault(IOException thrown) {
    this.behaviour = null;
    this.thrown = thrown;
  }

  /** Says whether only the body is wrong, so that a storage that answers so has taken the bytes. */
  public boolean isAnySuccess() {
    return behaviour instanceof Answer answer && answer.status() / 100 == 2 || this == CUT_IN_THE_BODY;
  }

  /** Returns a transport that passes some requests to another, and fails with this fault from then on. */
  public Transport after(int requests, Transport delegate, TestServer server) {
    AtomicInteger count = new AtomicInteger();
    return new Transport() {
      @Override
      public <T> T send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        if (fails()) {
          throw refusal();
        }
        return delegate.send(request, handler);
      }

      @Override
      public <T> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return fails() ? CompletableFuture.failedFuture(refusal()) : delegate.sendAsync(request, handler);
      }

      private boolean fails() {
        if (count.getAndIncrement() < requests) {
          return false;
        }
        if (behaviour != null) {
          server.answering(request -> behaviour);
        }
        return thrown != null;
      }

      private IOException refusal() {
        return thrown == null ? new IOException() : thrown;
      }
    };
  }
}
