package com.vicsee.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pages of other origins use the signed URLs, and neither the API nor the control of the sandbox. */
class BrowserAccessTest {
  private static final String PAGE = "https://app.example";

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private JsonNode upload() {
    return sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4}").data();
  }

  private Answer preflight(String url, String method) {
    return sandbox.send(HttpRequest.newBuilder(URI.create(url)).method("OPTIONS", BodyPublishers.noBody())
        .headers("Origin", PAGE, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", "content-type"));
  }

  @Test
  void preflight_ofAnUpload_allowsPut() {
    Answer answer = preflight(upload().get("uploadUrl").stringValue(), "PUT");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("PUT");
    assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("content-type");
  }

  @Test
  void upload_refused_canBeReadByThePage() {
    Answer answer = sandbox.send(HttpRequest.newBuilder(URI.create(upload().get("uploadUrl").stringValue()))
        .PUT(BodyPublishers.ofString("12345")).headers("Origin", PAGE, "Content-Type", "image/png"));

    assertThat(answer.refusedWith(413, Message.UPLOAD_TOO_LARGE).header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void media_ofATask_canBeReadByThePage() {
    String url = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue();

    Answer answer = sandbox.fetch(url, "Origin", PAGE);

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "Content-Range");
  }

  @Test
  void api_askedByAPage_isClosed() {
    Answer answer = sandbox.send(sandbox.request(Sandbox.PRO, "/credits").header("Origin", PAGE).GET());
    Answer preflight = preflight(sandbox.api("/credits").toString(), "GET");

    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.refusedWith(405, Message.METHOD_NOT_ALLOWED).header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example, 403", "Origin, null, 403", "Origin, http://127.0.0.1:1, 403", "Origin, http://SELF, 200", "Origin, https://SELF, 200",
    "Sec-Fetch-Site, cross-site, 403", "Sec-Fetch-Site, same-site, 403", "Sec-Fetch-Site, same-origin, 200", "Sec-Fetch-Site, none, 200"})
  void reset_askedByAPage_isRefusedUnlessItIsItsOwn(String header, String value, int status) {
    String origin = value.replace("SELF", "127.0.0.1:" + sandbox.port());

    Answer answer = sandbox.send(HttpRequest.newBuilder(URI.create(sandbox.origin() + "/sandbox/reset")).header(header, origin).POST(BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"evil.example, 403", "localhost, 200", "[::1], 200", "127.0.0.1, 200"})
  void reset_askedByAPageOfAName_isRefusedUnlessTheNameIsThatOfTheMachine(String host, int status) {
    String request = "POST /sandbox/reset HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
        + "\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    assertThat(RawHttp.exchange(sandbox.port(), request.getBytes(StandardCharsets.US_ASCII)).status()).isEqualTo(status);
  }
}
