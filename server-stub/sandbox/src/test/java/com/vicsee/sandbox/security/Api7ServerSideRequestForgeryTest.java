package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API7, server-side request forgery: an input leads to no host that is not allowed, and to no file. A listener would notice. */
class Api7ServerSideRequestForgeryTest {
  private static ServerSocket listener;

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeAll
  static void listen() throws Exception {
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    listener.setSoTimeout(200);
  }

  @AfterAll
  static void stop() throws Exception {
    listener.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private static void assertNobodyCalled() throws Exception {
    try (Socket caller = listener.accept()) {
      throw new AssertionError("called by " + caller);
    } catch (SocketTimeoutException e) {
      // As it should be.
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "http://127.0.0.1:PORT/x.png", "https://127.0.0.1:PORT/x.png", "http://localhost:PORT/", "http://[::1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://0.0.0.0:PORT/",
      "http://0:PORT/", "http://2130706433:PORT/", "http://0x7f000001:PORT/", "http://0177.0.0.1:PORT/", "http://127.1:PORT/", "http://localhost.:PORT/",
      "https://sandbox.vicsee.com@127.0.0.1:PORT/inputs/image-1x1.png", "https://127.0.0.1:PORT#@sandbox.vicsee.com/inputs/image-1x1.png",
      "https://127.0.0.1:PORT/?https://sandbox.vicsee.com/inputs/image-1x1.png", "https://sandbox.vicsee.com.127.0.0.1.nip.io:PORT/inputs/image-1x1.png",
      "https://sandbox.vicsee.com:PORT/inputs/image-1x1.png", "https://sandbox.vicsee.com\\\\@127.0.0.1:PORT/", "http://169.254.169.254/latest/meta-data/", "http://metadata.google.internal/",
      "file:///etc/passwd", "file://localhost/etc/passwd", "jar:http://127.0.0.1:PORT/x.jar!/y", "ftp://127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/_x", "ldap://127.0.0.1:PORT/x",
      "netdoc:/etc/passwd", "//127.0.0.1:PORT/", "/etc/passwd", "dict://127.0.0.1:PORT/", "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/", "https://127。0。0。1:PORT/", "HTTP://LOCALHOST:PORT/", "classpath:catalogue.yaml"})
  void input_thatLeadsInside_isRefusedAndNotFollowed(String url) throws Exception {
    String target = url.replace("PORT", Integer.toString(listener.getLocalPort()));

    sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + target + "\"}").refusedWith(400, Message.INVALID_PARAMETER);
    sandbox.post(Sandbox.PRO, "/tools/upscale-video", "{\"video_url\":\"" + target + "\"}").refusedWith(400, Message.INVALID_PARAMETER);
    Answer reference = sandbox.generate(Sandbox.PRO,
        "{\"model\":\"seedance-2-0-reference-to-video\",\"prompt\":\"a boat\",\"input\":{\"reference_video_urls\":[\"" + target + "\"]}}");

    reference.refusedWith(400, Message.INVALID_PARAMETER);
    assertThat(reference.text()).doesNotContain("root:");
    assertNobodyCalled();
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
  }

  @Test
  void host_thatTheCallerClaims_isNotCalledAndOpensNoFile() throws Exception {
    String host = "127.0.0.1:" + listener.getLocalPort();
    for (String path : List.of("/x.png", "/media/../../signing-secret", "/uploads/../x", "/media/%2e%2e/x")) {
      String body = "{\"image_url\":\"http://" + host + path + "\"}";
      RawHttp.Response answer = RawHttp.exchange(sandbox.port(), ("POST /api/v1/tools/upscale-image HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + Sandbox.PRO
          + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }
    assertNobodyCalled();
  }

  @Test
  void forwardedHost_ofACaller_isInNoUrl() {
    var request = sandbox.request(Sandbox.PRO, "/tasks/task_sandbox_completed/download").header("X-Forwarded-Host", "evil.example").header("X-Forwarded-Proto", "https")
        .header("Forwarded", "host=evil.example").header("X-Forwarded-Prefix", "/evil").header("X-Host", "evil.example");

    assertThat(sandbox.send(request).data().get("url").stringValue()).startsWith(sandbox.origin() + "/media/");
  }
}
