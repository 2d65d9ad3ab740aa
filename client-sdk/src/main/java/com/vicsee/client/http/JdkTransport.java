package com.vicsee.client.http;

import static java.net.HttpURLConnection.HTTP_PROXY_AUTH;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Sends through a client of the JDK. */
final class JdkTransport implements Transport {

  private final HttpClient client;

  JdkTransport(HttpClient client) {
    this.client = client;
  }

  @Override
  public <T extends @Nullable Object> T send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
    Watched<T> watched = new Watched<>(handler);
    try {
      return body(client.send(request, watched), handler);
    } catch (IOException failure) {
      if (watched.isComplete()) {
        return watched.body();
      }
      throw explained(request.uri(), failure);
    }
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler) {
    Watched<T> watched = new Watched<>(handler);
    CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request, watched);
    CompletableFuture<T> body = exchange.handle((response, failure) -> {
      if (failure == null) {
        return body(response, handler);
      }
      Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
      if (cause instanceof IOException && watched.isComplete()) {
        return watched.body();
      }
      throw new CompletionException(cause instanceof IOException known ? explained(request.uri(), known) : cause);
    });
    // A dependent future does not pass cancellation on by itself.
    body.whenComplete((value, failure) -> {
      if (body.isCancelled()) {
        exchange.cancel(true);
      }
    });
    return body;
  }

  /** Watches the body: the JDK fails an exchange whose response is complete if the server goes away at that moment. */
  private static final class Watched<T extends @Nullable Object> implements BodyHandler<T> {
    private final BodyHandler<T> handler;
    private volatile @Nullable CompletableFuture<T> body;

    Watched(BodyHandler<T> handler) {
      this.handler = handler;
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo response) {
      BodySubscriber<T> subscriber = handler.apply(response);
      body = subscriber.getBody().toCompletableFuture();
      return subscriber;
    }

    boolean isComplete() {
      CompletableFuture<T> received = body;
      return received != null && received.isDone() && !received.isCompletedExceptionally();
    }

    T body() {
      return Objects.requireNonNull(body).join();
    }
  }

  /** The JDK does not call the handler when a proxy requires authentication for a tunnel. */
  private static <T extends @Nullable Object> T body(HttpResponse<T> response, BodyHandler<T> handler) {
    return response.statusCode() == HTTP_PROXY_AUTH && response.body() == null
        ? Transport.respond(handler, HTTP_PROXY_AUTH, response.headers(), new byte[0]).join()
        : response.body();
  }

  /** Names the proxy when no connection was made through it. The JDK names neither the server nor the proxy. */
  private IOException explained(URI target, IOException failure) {
    @Nullable String message = failure.getMessage();
    if (failure instanceof ConnectException || message != null && message.startsWith("Tunnel failed")) {
      ProxySelector selector = client.proxy().orElse(ProxySelector.getDefault());
      List<Proxy> proxies = selector == null ? List.of() : selector.select(target);
      if (!proxies.isEmpty() && proxies.get(0).address() != null) {
        return new IOException("no connection through the proxy " + proxies.get(0).address()
            + ": " + (message == null ? "it cannot be reached" : message), failure);
      }
    }
    return failure;
  }
}
