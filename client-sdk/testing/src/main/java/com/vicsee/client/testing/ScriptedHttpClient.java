package com.vicsee.client.testing;

import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.testing.generated.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client without its network: requests end in a script. */
final class ScriptedHttpClient extends HttpClient {

  private final ScriptedTransport transport;

  ScriptedHttpClient(ScriptedTransport transport) {
    this.transport = transport;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    try {
      return sendAsync(request, handler).get();
    } catch (ExecutionException wrapper) {
      if (wrapper.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (wrapper.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (wrapper.getCause() instanceof Error error) {
        throw error;
      }
      throw new IOException(wrapper.getCause());
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
    ScriptedAnswer answer;
    try {
      byte[] body = request.bodyPublisher().map(ScriptedHttpClient::read).orElse(new byte[0]);
      answer = transport.answer(new ScriptedRequest(request.method(), request.uri(), request.headers(), body));
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
    return switch (answer.kind()) {
      case SILENT -> new CompletableFuture<>();
      case BROKEN -> CompletableFuture.failedFuture(new IOException("The script breaks the connection"));
      case RESPONSE -> respond(request, answer, handler);
    };
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushPromises) {
    return sendAsync(request, handler);
  }

  private <T> CompletableFuture<HttpResponse<T>> respond(
      HttpRequest request, ScriptedAnswer answer, BodyHandler<T> handler) {
    HttpHeaders headers = headers(answer);
    BodySubscriber<T> subscriber = handler.apply(new Head(answer.status(), headers));
    subscriber.onSubscribe(new Body(subscriber, answer.body()));
    return subscriber.getBody().<HttpResponse<T>>thenApply(
        body -> new Response<>(answer.status(), request, headers, body)).toCompletableFuture();
  }

  /** Returns the headers that every response of the API has, and those of the answer instead of them. */
  private HttpHeaders headers(ScriptedAnswer answer) {
    int count = transport.requests().size();
    long limit = Plan.PRO.requestsPerDay();
    Instant now = transport.time().instant();
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC)));
    all.put("Content-Length", String.valueOf(answer.body().length));
    all.put(HeaderNames.X_REQUEST_ID, "scripted-" + count);
    all.put(HeaderNames.X_RATELIMIT_LIMIT, String.valueOf(limit));
    all.put(HeaderNames.X_RATELIMIT_REMAINING, String.valueOf(Math.max(0, limit - count)));
    all.put(HeaderNames.X_RATELIMIT_RESET,
        now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS).toString());
    all.putAll(answer.headers());
    return HttpHeaders.of(
        all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.value()))),
        (name, value) -> true);
  }

  /** Reads what a request would send. A publisher of the client gives all of it at once, on this thread. */
  private static byte[] read(BodyPublisher publisher) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<byte[]> all = new CompletableFuture<>();
    publisher.subscribe(new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(ByteBuffer part) {
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
      }

      @Override
      public void onError(Throwable failure) {
        all.completeExceptionally(failure);
      }

      @Override
      public void onComplete() {
        all.complete(bytes.toByteArray());
      }
    });
    return all.join();
  }

  private record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  private record Response<T>(int statusCode, HttpRequest request, HttpHeaders headers, T body)
      implements HttpResponse<T> {
    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<javax.net.ssl.SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  /** Hands over a body once it is asked for. */
  private static final class Body implements Flow.Subscription {
    private final BodySubscriber<?> subscriber;
    private final byte[] bytes;
    private boolean ended;

    Body(BodySubscriber<?> subscriber, byte[] bytes) {
      this.subscriber = subscriber;
      this.bytes = bytes;
    }

    @Override
    public void request(long count) {
      if (!ended) {
        ended = true;
        if (bytes.length > 0) {
          subscriber.onNext(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
        }
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      ended = true;
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public SSLParameters sslParameters() {
    return new SSLParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }
}
