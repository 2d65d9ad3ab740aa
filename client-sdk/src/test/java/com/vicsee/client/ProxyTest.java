package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.UnexpectedStatusException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.ClosedPort;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import com.vicsee.client.testing.FakeTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy between the client and the API: with TLS it opens a tunnel, without it forwards the request. */
class ProxyTest {

  private static final String TUNNEL = "https://api.invalid/api/v1";
  private static final String FORWARD = "http://api.invalid/api/v1";
  private static final GenerateRequest REQUEST = GenerateRequest.builder().model("m").prompt("A lighthouse").build();

  private final TestServer proxy = new TestServer();
  private final InetSocketAddress address = new InetSocketAddress("127.0.0.1", URI.create(proxy.baseUrl()).getPort());
  private @TempDir Path folder;

  @AfterEach
  void stop() {
    proxy.close();
  }

  private VicSeeClient client(String baseUrl) {
    return proxy.client(new FakeTime()).baseUrl(baseUrl).proxy(ProxySelector.of(address)).build();
  }

  private static <X extends VicSeeException> X submissionFailure(Class<X> type, Face face, VicSeeClient client) {
    try (client) {
      return catchThrowableOfType(type, () -> face.of(client).generations().create(REQUEST));
    }
  }

  private static Stream<Arguments> facesAndUrls() {
    return Arrays.stream(Face.values()).flatMap(face -> Stream.of(TUNNEL, FORWARD).map(url -> Arguments.of(face, url)));
  }

  @ParameterizedTest
  @MethodSource("facesAndUrls")
  void proxy_thatRequiresAuthentication_isNamedWithWhatToDo(Face face, String baseUrl) {
    proxy.then(Wire.text(
        "HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic realm=\"office\"\nContent-Length: 0", ""));

    UnexpectedStatusException failure = submissionFailure(UnexpectedStatusException.class, face, client(baseUrl));

    assertThat(failure).hasMessageContaining("HTTP 407: The proxy requires authentication").hasMessageContaining("Authenticator");
    assertThat(failure.idempotencyKey()).isPresent();
    assertThat(proxy.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void tunnel_thatIsRefused_namesTheProxyAndHasTheKey(Face face) {
    proxy.then(Answer.html(403));

    ConnectionException failure = submissionFailure(ConnectionException.class, face, client(TUNNEL));

    assertThat(failure).hasMessageContaining("No response from api.invalid: no connection through the proxy")
        .hasMessageContaining(":" + address.getPort()).hasMessageContaining("403");
    assertThat(failure.idempotencyKey()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("facesAndUrls")
  void proxy_thatIsGone_isNamed(Face face, String baseUrl) throws IOException {
    try (ClosedPort gone = new ClosedPort()) {
      VicSeeClient client = proxy.client(new FakeTime()).baseUrl(baseUrl).proxy(ProxySelector.of(gone.address())).build();

      ConnectionException failure = submissionFailure(ConnectionException.class, face, client);

      assertThat(failure).hasMessageContaining("no connection through the proxy").hasMessageContaining(":" + gone.address().getPort());
      assertThat(failure.idempotencyKey()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void download_whoseProxyDies_isResumed(Face face) {
    proxy.then(
        Wire.text("HTTP/1.1 200 OK\nContent-Type: image/png\nETag: \"v1\"\nContent-Length: 4", "ab"),
        new Answer(206, Answer.image(new byte[0]).headers(), "cd".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .with("ETag", "\"v1\"").with("Content-Range", "bytes 2-3/4"));

    try (VicSeeClient client = client(FORWARD)) {
      face.of(client).tasks().download("task_1", folder.resolve("a.png"), DownloadOptions.defaults());
    }

    assertThat(folder.resolve("a.png")).hasContent("abcd");
    assertThat(proxy.requests()).extracting(request -> request.header("Range").orElse("none")).containsExactly("none", "bytes=2-");
  }
}
