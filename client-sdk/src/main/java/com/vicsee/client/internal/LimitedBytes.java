package com.vicsee.client.internal;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
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

  // Guarded by this.
  private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
  private final int limit;
  private final boolean lenient;
  private int size;
  private boolean ended;
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
      } else if (lenient) {
        body.onNext(List.of(item.slice(item.position(), room)));
        finish();
      } else {
        ended = true;
        cancel();
        body.onError(new TooLarge(limit));
      }
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    if (lenient) {
      onComplete();
    } else if (!ended) {
      ended = true;
      body.onError(failure);
    }
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
      onComplete();
      cancel();
    }
    CompletableFuture<byte[]> all = body.getBody().toCompletableFuture();
    return all.isCompletedExceptionally() ? new byte[0] : all.join();
  }

  private void cancel() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }
}
