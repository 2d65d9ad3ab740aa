package com.vicsee.client.http;

import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Bodies in memory, read and delivered by the rules of reactive streams. */
final class WholeBody {

  private WholeBody() {
  }

  private record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  static <T extends @Nullable Object> CompletableFuture<T> respond(BodyHandler<T> handler, int status, HttpHeaders headers, byte[] body) {
    BodySubscriber<T> subscriber = handler.apply(new Head(status, headers));
    subscriber.onSubscribe(new Flow.Subscription() {
      private boolean ended;

      @Override
      public void request(long count) {
        if (!ended) {
          ended = true;
          if (body.length > 0) {
            subscriber.onNext(List.of(ByteBuffer.wrap(body).asReadOnlyBuffer()));
          }
          subscriber.onComplete();
        }
      }

      @Override
      public void cancel() {
        ended = true;
      }
    });
    return subscriber.getBody().toCompletableFuture();
  }

  static byte[] read(BodyPublisher publisher) {
    BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    publisher.subscribe(new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        bytes.onSubscribe(subscription);
      }

      @Override
      public void onNext(ByteBuffer part) {
        bytes.onNext(List.of(part));
      }

      @Override
      public void onError(Throwable failure) {
        bytes.onError(failure);
      }

      @Override
      public void onComplete() {
        bytes.onComplete();
      }
    });
    return bytes.getBody().toCompletableFuture().join();
  }
}
