package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API8, security misconfiguration: no answer tells how the server is made, and no framing of a request hides another in it. */
class Api8MisconfigurationTest {
  private static final Pattern INSIDE = Pattern.compile(
      "com\\.vicsee|org\\.spring|springframework|jakarta\\.|java\\.(lang|util|io|sql)|tools\\.jackson|Exception|\\bat [a-z.]+\\(|\\.java:|/tmp/|/home/|/root/|/etc/|[Tt]omcat|[Hh]ibernate"
          + "|Whitelabel|\\bH2\\b|jdbc|select .* from|SQL|<html|DOCTYPE");

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private static void assertTellsNothing(Answer answer) {
    assertThat(INSIDE.matcher(answer.text()).results().map(it -> it.group())).as(answer.toString()).isEmpty();
    assertThat(answer.headers().map().keySet()).doesNotContain("server", "x-powered-by", "x-application-context", "set-cookie", "access-control-allow-origin");
  }

  @Test
  void errors_ofEveryKind_tellNothingOfTheInside() {
    String boat = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a boat\"%s}";
    List<Answer> answers = new java.util.ArrayList<>(List.of(
        sandbox.get("sk-sandbox-faulty", "/credits"),
        sandbox.get(null, "/credits"),
        sandbox.get(Sandbox.PRO, "/tasks/%00"),
        sandbox.get(Sandbox.PRO, "/tasks/" + "x".repeat(500)),
        sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=%3Cscript%3E"),
        sandbox.get(null, "/models?type=Image"),
        sandbox.get(Sandbox.PRO, "/nowhere/WEB-INF/web.xml"),
        sandbox.generate(Sandbox.PRO, boat.formatted(",\"input\":{\"duration\":{}}")),
        sandbox.generate(Sandbox.PRO, boat.formatted(",\"input\":7")),
        sandbox.generate(Sandbox.PRO, boat.formatted(",\"input\":{\"image_urls\":[{}]}")),
        sandbox.generate(Sandbox.PRO, boat.formatted(",\"options\":{\"resolution\":[[]]}")),
        sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:internal-error\"}"),
        sandbox.generate(Sandbox.PRO, "{\"model\":{\"@class\":\"x\"}}"),
        sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":{\"a\":1}}"),
        sandbox.generate(Sandbox.PRO, "\u0000\u0001"),
        sandbox.generate(Sandbox.PRO, "'or 1=1; drop table tasks; --"),
        sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"text/html\",\"sizeBytes\":1}"),
        sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":1e400}"),
        sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"data:image/png;base64,AAAA\"}"),
        sandbox.send(sandbox.request(Sandbox.PRO, "/credits").method("PATCH", BodyPublishers.ofString("x"))),
        sandbox.send(sandbox.request(Sandbox.PRO, "/generate").header("Content-Type", "text/xml").POST(BodyPublishers.ofString("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///'>]>"))),
        sandbox.fetch(sandbox.origin() + "/media/x"),
        sandbox.fetch(sandbox.origin() + "/error")));

    answers.forEach(answer -> {
      assertThat(answer.status()).as(answer.toString()).isBetween(400, 500);
      assertThat(answer.json().get("success").booleanValue()).isFalse();
      assertTellsNothing(answer);
    });
  }

  @Test
  void crossOrigin_requests_areGrantedNothing() {
    Answer simple = sandbox.send(sandbox.request(Sandbox.PRO, "/credits").header("Origin", "https://evil.example"));
    Answer preflight = sandbox.send(sandbox.request(null, "/generate").header("Origin", "https://evil.example").header("Access-Control-Request-Method", "POST")
        .method("OPTIONS", BodyPublishers.noBody()));

    for (Answer answer : List.of(simple, preflight)) {
      assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
    preflight.refusedWith(405, Message.METHOD_NOT_ALLOWED);
  }

  @Test
  void bytes_ofCallers_areNeverGuessedToBeAPage() {
    String url = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue();

    Answer medium = sandbox.fetch(url);

    assertThat(medium.header("Content-Type")).isEqualTo("image/png");
    assertThat(medium.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /** A request in the body of another: a reader that takes the framing otherwise sees two requests. */
  @ParameterizedTest
  @ValueSource(strings = {
      "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "Content-Length: 4\r\nContent-Length: 50\r\n", "Content-Length: 4, 50\r\n",
      "Content-Length: +4\r\n", "Content-Length: 0x4\r\n", "Content-Length: -1\r\n", "Content-Length: 4 4\r\n", "Content-Length: \r\n", "Content-Length: 99999999999999999999\r\n",
      "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: identity, chunked\r\n", "Transfer-Encoding : chunked\r\n",
      "Transfer-Encoding:\u000bchunked\r\n", "X: y\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", " Transfer-Encoding: chunked\r\n",
      "X: y\r\n Transfer-Encoding: chunked\r\n", "Transfer-Encoding: \"chunked\"\r\n", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n"})
  void framing_thatCanBeReadInTwoWays_hidesNoRequest(String framing) throws Exception {
    String hidden = "GET /api/v1/models HTTP/1.1\r\nHost: x\r\nX-Request-Id: smuggled\r\n\r\n";
    String request = "POST /api/v1/generate HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Sandbox.PRO + "\r\nContent-Type: application/json\r\n" + framing + "\r\n"
        + "0\r\n\r\n" + hidden;

    String answers = converse(request);

    assertThat(answers).as(framing).doesNotContain("smuggled").doesNotContain("\"success\":true");
  }

  /** Reads until the server closes the connection, or says no more for a while. */
  private String converse(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var received = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          received.write(buffer, 0, n);
        }
      } catch (java.net.SocketTimeoutException | SocketException e) {
        // It waits for the rest of the body, or has heard enough.
      }
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"forged\u000b", "a b", "a\tb", "<script>", "a;b", "é", "${jndi:ldap://x/}", "%0d%0aX: y", "a'b", "{{7*7}}", "a\u0085b"})
  void requestId_thatIsNotOne_isNeitherEchoedNorLogged(String id) {
    RawHttp.Response answer = RawHttp.exchange(sandbox.port(), ("GET /api/v1/models HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + id + "\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1));

    assertThat(answer.status()).isIn(200, 400);
    assertThat(answer.header("x-request-id")).matches("req-[0-9a-f-]{36}");
  }

  @Test
  void headers_twice_areNoWayAroundACheck() {
    RawHttp.Response types = RawHttp.exchange(sandbox.port(), ("POST /api/v1/generate HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Sandbox.PRO
        + "\r\nContent-Type: text/plain\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}").getBytes(StandardCharsets.US_ASCII));
    RawHttp.Response hosts = RawHttp.exchange(sandbox.port(),
        "GET /api/v1/models HTTP/1.1\r\nHost: x\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(types.status()).isIn(400, 415);
    assertThat(hosts.status()).isEqualTo(400);
  }
}
