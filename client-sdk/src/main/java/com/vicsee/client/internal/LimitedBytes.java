package com.vicsee.client.internal;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body whose beginning is good enough, as that of an error whose status is known. What comes after a limit is not read,
 * so an endless body costs neither memory nor time.
 */
final class LimitedBytes implements BodySubscriber<byte[]> {

  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final List<ByteBuffer> parts = new ArrayList<>();
  private final int limit;
  private int size;
  private Flow.@Nullable Subscription subscription;

  /**
   * Makes a collector.
   *
   * @param limit the greatest size, in bytes
   */
  LimitedBytes(int limit) {
    this.limit = limit;
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
          size += room;
          parts.add(item.slice(item.position(), room));
          finish();
          return;
        }
        size += item.remaining();
        parts.add(item);
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    onComplete();
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
      Flow.Subscription current = subscription;
      if (body.complete(joined()) && current != null) {
        current.cancel();
      }
    }
    return body.join();
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
