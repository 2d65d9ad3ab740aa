package com.vicsee.contract.sdk;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.client.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A transport that changes the requests of the SDK before they are sent, and records the exchanges. The body handler of the SDK
 * reads the response, so that it is decoded as always.
 */
final class SteeredTransport implements Transport {

  private final HttpClient delegate = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
  private UnaryOperator<ApiRequest> change = UnaryOperator.identity();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<ApiRequest> asked = new ArrayList<>();

  /** Changes each request from now on. */
  void steer(UnaryOperator<ApiRequest> operator) {
    change = operator;
    exchanges.clear();
    asked.clear();
  }

  /** What the SDK wanted to send last, before it was changed. */
  ApiRequest lastAsked() {
    return asked.get(asked.size() - 1);
  }

  /** What was sent and came last. */
  Exchange last() {
    return exchanges.get(exchanges.size() - 1);
  }

  @Override
  public <T> T send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException, InterruptedException {
    ApiRequest wanted = read(request);
    ApiRequest changed = change.apply(wanted);
    return record(wanted, changed, delegate.send(write(changed, request), HttpResponse.BodyHandlers.ofByteArray()), handler).join();
  }

  @Override
  public <T> CompletableFuture<T> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    ApiRequest wanted = read(request);
    ApiRequest changed = change.apply(wanted);
    return delegate.sendAsync(write(changed, request), HttpResponse.BodyHandlers.ofByteArray())
        .thenCompose(response -> record(wanted, changed, response, handler));
  }

  private synchronized <T> CompletableFuture<T> record(ApiRequest wanted, ApiRequest sent, HttpResponse<byte[]> response,
      HttpResponse.BodyHandler<T> handler) {
    List<Exchange.Field> fields = new ArrayList<>();
    response.headers().map().forEach((name, values) -> values.forEach(v -> fields.add(new Exchange.Field(name, v))));
    asked.add(wanted);
    exchanges.add(new Exchange(sent, response.statusCode(), fields, response.body()));
    return Transport.respond(handler, response.statusCode(), response.headers(), response.body());
  }

  private static ApiRequest read(HttpRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    request.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    byte[] body = Transport.body(request);
    return new ApiRequest(request.method(), request.uri().toString(), headers, body);
  }

  private static HttpRequest write(ApiRequest request, HttpRequest original) {
    HttpRequest.BodyPublisher publisher = request.body().length == 0 ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofByteArray(request.body());
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url())).method(request.method(), publisher)
        .timeout(original.timeout().orElse(Duration.ofSeconds(30)));
    request.headers().forEach(builder::setHeader);
    return builder.build();
  }
}
