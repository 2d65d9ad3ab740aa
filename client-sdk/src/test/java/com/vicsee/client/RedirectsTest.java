package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.UnexpectedStatusException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.testing.FakeTime;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key never leaves its origin; what has no key follows redirects. */
class RedirectsTest {

  private final TestServer server = new TestServer();
  private final TestServer elsewhere = new TestServer();
  private final VicSeeClient client = server.client(new FakeTime()).build();
  private @TempDir Path folder;

  @AfterEach
  void stop() {
    client.close();
    server.close();
    elsewhere.close();
  }

  @Test
  void httpClient_thatFollowsRedirects_isRefused() {
    HttpClient redirecting = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    assertThatIllegalArgumentException().isThrownBy(() -> VicSeeClient.builder().httpClient(redirecting))
        .withMessageContaining("Redirect.NEVER");
  }

  @ParameterizedTest
  @EnumSource
  void call_withTheKey_followsNoRedirect(Face face) {
    server.then(Answer.html(302).with("Location", elsewhere.baseUrl() + "/credits"));

    assertThatThrownBy(() -> face.of(client).credits().balance()).isInstanceOf(UnexpectedStatusException.class);
    assertThat(elsewhere.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void link_thatRedirects_isFollowedWithoutTheKey(Face face) {
    byte[] bytes = {1, 2, 3};
    server.then(Answer.html(302).with("Location", elsewhere.baseUrl() + "/cdn/a b|{c}.png"));
    elsewhere.then(Answer.image(bytes));

    face.of(client).tasks().downloadLink(server.baseUrl() + "/media/1.png", folder.resolve("a.png"), DownloadOptions.defaults());

    assertThat(folder.resolve("a.png")).hasBinaryContent(bytes);
    assertThat(elsewhere.requests()).singleElement().satisfies(request -> {
      assertThat(request.header("Authorization")).isEmpty();
      assertThat(request.path()).isEqualTo("/api/v1/cdn/a%20b%7C%7Bc%7D.png");
    });
  }

  @ParameterizedTest
  @EnumSource
  void link_thatRedirectsForEver_fails(Face face) {
    server.answering(request -> Answer.html(302).with("Location", server.baseUrl() + "/again"));

    assertThatThrownBy(() -> face.of(client).tasks()
        .downloadLink(server.baseUrl() + "/media/1.png", folder.resolve("a.png"), DownloadOptions.defaults()))
        .isInstanceOf(TransferException.class).hasMessageContaining("The download from 127.0.0.1:");
    assertThat(server.requests()).hasSize(6);
  }
}
