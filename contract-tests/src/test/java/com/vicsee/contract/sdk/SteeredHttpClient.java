package com.vicsee.contract.sdk;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * The JDK's HTTP client, steered: the SDK's request can be changed before it goes out, and what was sent and came is kept. The SDK's own
 * body handler reads the answer, so that it decodes as it always does.
 */
final class SteeredHttpClient extends HttpClient {

  private final HttpClient delegate = HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER).build();
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
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException, InterruptedException {
    ApiRequest wanted = read(request);
    ApiRequest changed = change.apply(wanted);
    HttpResponse<byte[]> response = delegate.send(write(changed, request), HttpResponse.BodyHandlers.ofByteArray());
    return record(wanted, changed, response, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    ApiRequest wanted = read(request);
    ApiRequest changed = change.apply(wanted);
    return delegate.sendAsync(write(changed, request), HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(response -> record(wanted, changed, response, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> pushPromiseHandler) {
    return sendAsync(request, handler);
  }

  private synchronized <T> HttpResponse<T> record(ApiRequest wanted, ApiRequest sent, HttpResponse<byte[]> response,
      HttpResponse.BodyHandler<T> handler) {
    List<Exchange.Field> fields = new ArrayList<>();
    response.headers().map().forEach((name, values) -> values.forEach(v -> fields.add(new Exchange.Field(name, v))));
    asked.add(wanted);
    exchanges.add(new Exchange(sent, response.statusCode(), fields, response.body()));
    HttpResponse.BodySubscriber<T> subscriber = handler.apply(new HttpResponse.ResponseInfo() {
      @Override
      public int statusCode() {
        return response.statusCode();
      }

      @Override
      public HttpHeaders headers() {
        return response.headers();
      }

      @Override
      public Version version() {
        return response.version();
      }
    });
    subscriber.onSubscribe(new Flow.Subscription() {
      @Override
      public void request(long count) {
        // Everything is handed over at once below.
      }

      @Override
      public void cancel() {
        // There is nothing left to stop.
      }
    });
    if (response.body().length > 0) {
      subscriber.onNext(List.of(ByteBuffer.wrap(response.body()).asReadOnlyBuffer()));
    }
    subscriber.onComplete();
    return new Answer<>(response, subscriber.getBody().toCompletableFuture().join());
  }

  private static ApiRequest read(HttpRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    request.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    byte[] body = request.bodyPublisher().map(SteeredHttpClient::read).orElseGet(() -> new byte[0]);
    return new ApiRequest(request.method(), request.uri().toString(), headers, body);
  }

  private static byte[] read(HttpRequest.BodyPublisher publisher) {
    HttpResponse.BodySubscriber<byte[]> subscriber = HttpResponse.BodySubscribers.ofByteArray();
    publisher.subscribe(new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
      }

      @Override
      public void onNext(ByteBuffer item) {
        subscriber.onNext(List.of(item));
      }

      @Override
      public void onError(Throwable failure) {
        subscriber.onError(failure);
      }

      @Override
      public void onComplete() {
        subscriber.onComplete();
      }
    });
    return subscriber.getBody().toCompletableFuture().join();
  }

  private static HttpRequest write(ApiRequest request, HttpRequest original) {
    HttpRequest.BodyPublisher publisher = request.body().length == 0 ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofByteArray(request.body());
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url())).method(request.method(), publisher)
        .timeout(original.timeout().orElse(Duration.ofSeconds(30)));
    request.headers().forEach(builder::setHeader);
    return builder.build();
  }

  private record Answer<T>(HttpResponse<byte[]> response, T body) implements HttpResponse<T> {

    @Override
    public int statusCode() {
      return response.statusCode();
    }

    @Override
    public HttpRequest request() {
      return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return response.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return response.sslSession();
    }

    @Override
    public URI uri() {
      return response.uri();
    }

    @Override
    public Version version() {
      return response.version();
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return delegate.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return delegate.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return delegate.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return delegate.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return delegate.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return delegate.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return delegate.authenticator();
  }

  @Override
  public Version version() {
    return delegate.version();
  }

  @Override
  public Optional<Executor> executor() {
    return delegate.executor();
  }
}
