package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.testing.FakeTime;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An HTTP client that fails after the whole response, as the JDK's may do when the server goes away at that moment. */
class LateFailureTest {

  private static final byte[] BYTES = {1, 2, 3, 4};

  private final TestServer server = new TestServer();
  private final VicSeeClient client = server.client(new FakeTime()).httpClient(new FailsLate(HttpClient.newHttpClient())).build();
  private @TempDir Path folder;

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void submission_thatFailsAfterTheResponse_succeedsAtOnce(Face face) {
    server.then(Answer.submitted());

    assertThat(face.of(client).generations().create(GenerateRequest.builder().model("m").prompt("A lighthouse").build()).id())
        .isEqualTo("task_1");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void download_thatFailsAfterTheResponse_isComplete(Face face) {
    server.then(Answer.image(BYTES));

    face.of(client).tasks().download("task_1", folder.resolve("a.png"), DownloadOptions.defaults());

    assertThat(folder.resolve("a.png")).hasBinaryContent(BYTES);
    assertThat(server.requests()).hasSize(1);
  }

  private static final class FailsLate extends HttpClient {
    private final HttpClient inner;

    FailsLate(HttpClient inner) {
      this.inner = inner;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
      inner.send(request, handler);
      throw new IOException("GOAWAY received");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
      return inner.sendAsync(request, handler).thenApply(response -> {
        throw new CompletionException(new IOException("GOAWAY received"));
      });
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
      return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
      return inner.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
      return inner.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
      return inner.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
      return inner.proxy();
    }

    @Override
    public SSLContext sslContext() {
      return inner.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
      return inner.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
      return inner.authenticator();
    }

    @Override
    public Version version() {
      return inner.version();
    }

    @Override
    public Optional<Executor> executor() {
      return inner.executor();
    }
  }
}
