package com.vicsee.contract.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Well-formed requests over the HTTP version that the server offers by ALPN: HTTP/2 (RFC 9113), or HTTP/1.1. */
final class Client {

  /**
   * How many requests a connection gets. Gateways end a connection after 100 requests or more. With GOAWAY, the client of Java 17 fails the request that is
   * under way too, although the server may have processed it (RFC 9113, section 6.8).
   */
  private static final int REQUESTS = 90;

  /** What the client says of a connection that the server has ended, or of a stream that the server has refused (RFC 9113, section 8.7). */
  private static final Pattern ENDED = Pattern.compile("EOF|no bytes|[Cc]losed|[Cc]onnection reset|Stream not processed");

  private final Connection connection;
  private @Nullable HttpClient client;
  private int sent;

  Client(Connection connection) {
    this.connection = connection;
  }

  Exchange send(ApiRequest request) throws IOException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url())).method(request.method(),
        request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(builder::header);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    AtomicBoolean begun = new AtomicBoolean();
    AtomicLong received = new AtomicLong();
    BodyHandler<Void> reader = BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> {
      body.writeBytes(bytes);
      received.addAndGet(bytes.length);
    }));
    CompletableFuture<HttpResponse<Void>> answer = client().sendAsync(builder.build(), head -> {
      begun.set(true);
      return reader.apply(head);
    });
    HttpResponse<Void> response;
    try {
      response = await(answer, request, received);
    } catch (IOException e) {
      throw failure(e, begun.get());
    }
    List<Exchange.Field> fields = new ArrayList<>();
    response.headers().map().forEach((name, values) -> values.stream().filter(v -> !name.startsWith(":"))
        .forEach(value -> fields.add(new Exchange.Field(name, value))));
    return new Exchange(request, response.statusCode(), List.copyOf(fields), body.toByteArray());
  }

  /** What a failure says of the answer. With GOAWAY, an answer that has begun may be incomplete. */
  private static IOException failure(IOException e, boolean begun) {
    Throwable cause = e;
    for (Throwable next = e.getCause(); next != null; next = next.getCause()) {
      cause = next;
    }
    String reason = e.getMessage() == null ? cause.getClass().getSimpleName() : e.getMessage();
    if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
      return new IOException(Exchange.NO_CONNECTION + reason, e);
    }
    boolean ended = !begun && !(e instanceof SSLException)
        && (cause instanceof EOFException || cause instanceof SocketException || cause instanceof ClosedChannelException || ENDED.matcher(reason).find());
    return ended || reason.contains("GOAWAY") ? new IOException(Exchange.NO_ANSWER + reason, e) : e;
  }

  private <T> T await(CompletableFuture<T> answer, ApiRequest request, AtomicLong received) throws IOException {
    long deadline = connection.deadline(request);
    while (true) {
      long left = deadline + Connection.nanosFor(received.get()) - System.nanoTime();
      if (left <= 0) {
        answer.cancel(true);
        throw new IOException(Exchange.TOO_SLOW + connection.patience().toMillis() + " ms");
      }
      try {
        return answer.get(left, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // Bytes may have arrived meanwhile, which extend the time.
        Thread.onSpinWait();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private synchronized HttpClient client() {
    HttpClient known = sent++ % REQUESTS == 0 ? null : client;
    if (known == null) {
      HttpClient.Builder builder = HttpClient.newBuilder().version(Version.HTTP_2).followRedirects(Redirect.NEVER).connectTimeout(connection.patience());
      if (connection.tls() != null) {
        builder.sslContext(connection.tls());
      }
      if (connection.proxy() != null) {
        builder.proxy(ProxySelector.of(connection.proxy()));
      }
      known = builder.build();
      client = known;
    }
    return known;
  }
}
