package com.vicsee.client.internal;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit. What comes after it is not read, so an endless body costs neither memory nor time. */
final class LimitedBytes implements BodySubscriber<byte[]> {

  /** The body is larger than the client reads. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
      super("The body is larger than " + limit + " bytes");
    }
  }

  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final List<ByteBuffer> parts = new ArrayList<>();
  private final int limit;
  private final boolean lenient;
  private int size;
  private Flow.@Nullable Subscription subscription;

  /**
   * Makes a collector.
   *
   * @param limit the greatest size, in bytes
   * @param lenient whether the beginning is good enough when the body is too large or cut, as for an error whose
   *     status is known
   */
  LimitedBytes(int limit, boolean lenient) {
    this.limit = limit;
    this.lenient = lenient;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription value) {
    synchronized (parts) {
      subscription = value;
    }
    value.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> items) {
    synchronized (parts) {
      if (body.isDone()) {
        return;
      }
      for (ByteBuffer item : items) {
        int room = limit - size;
        if (item.remaining() > room) {
          stop(item.slice(item.position(), room));
          return;
        }
        size += item.remaining();
        parts.add(item);
      }
    }
  }

  private void stop(ByteBuffer rest) {
    if (lenient) {
      size += rest.remaining();
      parts.add(rest);
      finish();
    } else {
      parts.clear();
      cancel();
      body.completeExceptionally(new TooLarge(limit));
    }
  }

  @Override
  public void onError(Throwable failure) {
    synchronized (parts) {
      if (lenient) {
        body.complete(joined());
      } else {
        body.completeExceptionally(failure);
      }
    }
  }

  @Override
  public void onComplete() {
    synchronized (parts) {
      body.complete(joined());
    }
  }

  /** Ends the body here, and returns what has come so far. */
  byte[] finish() {
    synchronized (parts) {
      body.complete(joined());
      cancel();
    }
    return body.isCompletedExceptionally() ? new byte[0] : body.join();
  }

  private void cancel() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }

  private byte[] joined() {
    byte[] bytes = new byte[size];
    int at = 0;
    for (ByteBuffer part : parts) {
      int length = part.remaining();
      part.get(bytes, at, length);
      at += length;
    }
    parts.clear();
    size = 0;
    return bytes;
  }
}
