package com.vicsee.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;

/** Sends through a client of the JDK. */
record JdkTransport(HttpClient client) implements Transport {

  @Override
  public <T> T send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
    return client.send(request, handler).body();
  }

  @Override
  public <T> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request, handler);
    CompletableFuture<T> body = exchange.thenApply(HttpResponse::body);
    // A dependent future does not pass cancellation on by itself.
    body.whenComplete((value, failure) -> {
      if (body.isCancelled()) {
        exchange.cancel(true);
      }
    });
    return body;
  }
}
