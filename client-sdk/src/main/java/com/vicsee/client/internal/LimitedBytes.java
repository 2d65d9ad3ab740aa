package com.vicsee.client.internal;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body whose beginning is good enough, as that of an error whose status is known. What comes after a limit is not read,
 * so an endless body costs neither memory nor time.
 */
final class LimitedBytes implements BodySubscriber<byte[]> {

  // Guarded by this.
  private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
  private final int limit;
  private int size;
  private boolean ended;
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
    return body.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription value) {
    synchronized (this) {
      subscription = value;
    }
    body.onSubscribe(value);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> items) {
    for (ByteBuffer item : items) {
      int room = limit - size;
      if (ended) {
        return;
      } else if (item.remaining() <= room) {
        size += item.remaining();
        body.onNext(List.of(item));
      } else {
        body.onNext(List.of(item.slice(item.position(), room)));
        finish();
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    onComplete();
  }

  @Override
  public synchronized void onComplete() {
    if (!ended) {
      ended = true;
      body.onComplete();
    }
  }

  /** Ends the body here, and returns what has come so far. */
  byte[] finish() {
    synchronized (this) {
      Flow.Subscription current = ended ? null : subscription;
      onComplete();
      if (current != null) {
        current.cancel();
      }
    }
    return body.getBody().toCompletableFuture().join();
  }
}
