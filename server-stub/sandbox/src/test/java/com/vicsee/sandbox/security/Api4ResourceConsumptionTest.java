package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API4, unrestricted resource consumption: what is too large, too deep, too many or too slow is refused, and the others are served meanwhile. */
class Api4ResourceConsumptionTest {
  /** More than the container has threads. */
  private static final int SLOW = 260;

  private static final String AUTHORIZATION = "Authorization: Bearer " + Sandbox.PRO + "\r\n";
  private static final String BODY = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a boat\"%s}";

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private RawHttp.Response raw(String request) {
    return RawHttp.exchange(sandbox.port(), request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String post(String headers) {
    return "POST /api/v1/generate HTTP/1.1\r\nHost: x\r\n" + AUTHORIZATION + "Content-Type: application/json\r\n" + headers + "\r\n";
  }

  @Test
  void body_overItsLimit_isRefusedAnnouncedOrNot() {
    long limit = Operation.GENERATE_MEDIA.maxBodyBytes().orElseThrow();

    RawHttp.Response announced = raw(post("Content-Length: " + (limit + 1) + "\r\nConnection: close\r\nExpect: 100-continue\r\n"));
    assertThat(announced.status()).as("before a byte of it was sent").isEqualTo(413);

    var endless = sandbox.request(Sandbox.PRO, "/generate").header("Content-Type", "application/json").POST(BodyPublishers.ofInputStream(() -> new java.io.InputStream() {
      private long left = limit + 1;

      @Override
      public int read() {
        return left-- > 0 ? ' ' : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (left <= 0) {
          return -1;
        }
        int n = (int) Math.min(left, length);
        java.util.Arrays.fill(into, offset, offset + n, (byte) ' ');
        left -= n;
        return n;
      }
    }));
    sandbox.send(endless).refusedWith(413, Message.PAYLOAD_TOO_LARGE);
  }

  @Test
  void head_tooLongOrOfTooManyFields_isRefusedInTheEnvelope() {
    String many = "X-A: b\r\n".repeat(500);
    String large = "X-A: " + "b".repeat(20_000) + "\r\n";
    for (String request : List.of(
        "GET /api/v1/credits HTTP/1.1\r\nHost: x\r\n" + many + AUTHORIZATION + "\r\n",
        "GET /api/v1/credits HTTP/1.1\r\nHost: x\r\n" + large + AUTHORIZATION + "\r\n",
        "GET /api/v1/tasks/" + "t".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n" + AUTHORIZATION + "\r\n",
        "GET /api/v1/models?" + "a=b&".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
      RawHttp.Response answer = raw(request);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.toString()).contains("\"success\":false");
    }
    assertThat(raw("GET /api/v1/tasks/" + "t".repeat(7_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + AUTHORIZATION + "\r\n").status()).isEqualTo(404);
  }

  static List<String> monsters() {
    return List.of(
        "[".repeat(100_000),
        BODY.formatted(",\"input\":{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}"),
        BODY.formatted(",\"input\":" + "{\"x\":".repeat(5_000) + "1" + "}".repeat(5_001)),
        BODY.formatted(",\"input\":{\"duration\":" + "9".repeat(100_000) + "}"),
        BODY.formatted(",\"input\":{\"duration\":1e999999999}"),
        BODY.formatted(",\"input\":{\"x\":-1" + "0".repeat(5_000) + "e-99999}"),
        BODY.formatted(",\"input\":{\"" + "n".repeat(100_000) + "\":1}"),
        BODY.formatted(",\"" + "n".repeat(100_000) + "\":1"),
        "{\"model\":\"" + "m".repeat(5_000_000) + "\",\"prompt\":\"a boat\"}",
        "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"" + "p".repeat(5_000_000) + "\"}",
        BODY.formatted(",\"input\":{\"image_urls\":[" + "\"https://sandbox.vicsee.com/inputs/image-1x1.png\",".repeat(50_000) + "\"\"]}"),
        BODY.formatted(",\"input\":{\"a\":1,\"a\":2}"));
  }

  @Test
  void json_tooDeepLongOrMany_isRefusedWithoutAFault() {
    for (String monster : monsters()) {
      Answer answer = sandbox.generate(Sandbox.PRO, monster);
      assertThat(answer.status()).as(monster.substring(0, Math.min(120, monster.length())) + " " + answer).isEqualTo(400);
    }
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
  }

  /** "Aa" and "BB" have the same hash, and so has every word made of them. */
  private static List<String> colliding(int letters) {
    List<String> words = List.of("");
    for (int i = 0; i < letters; i++) {
      List<String> longer = new ArrayList<>();
      for (String word : words) {
        longer.add(word + "Aa");
        longer.add(word + "BB");
      }
      words = longer;
    }
    return words;
  }

  @Test
  void names_thatCollide_costNoMoreThanOthers() {
    StringBuilder members = new StringBuilder(",\"input\":{\"x\":1");
    colliding(15).forEach(name -> members.append(",\"").append(name).append("\":1"));

    Answer answer = sandbox.generate(Sandbox.PRO, BODY.formatted(members.append('}')));

    assertThat(answer.status()).as(answer.toString()).isIn(200, 400);
  }

  @Test
  void patterns_withWhatTheyAlmostMatch_areReadInOnePass() {
    String words = "sandbox:slow=".repeat(300);
    for (String prompt : List.of(words, "sandbox:" + "a-".repeat(2_000), "sandbox:fail=" + "A".repeat(4_000), "sandbox:slow=" + "9".repeat(4_000))) {
      assertThat(sandbox.generate(Sandbox.ENTERPRISE, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"" + prompt + "\"}").status()).isEqualTo(200);
    }
    for (String url : List.of("https://sandbox.vicsee.com/inputs/image-" + "1".repeat(2_000) + "x", "https://sandbox.vicsee.com/inputs/video-1x1-" + "1.".repeat(1_000) + "s.mp4",
        "data:" + ";".repeat(100_000), "data:image/png;base64," + "=".repeat(100_000), "data:image/png;base64," + "!".repeat(1_000_000), "https://" + "a.".repeat(900) + "b/")) {
      sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + url + "\"}").refusedWith(400, Message.INVALID_PARAMETER);
    }
    Answer odd = sandbox.send(sandbox.request(Sandbox.PRO, "/credits").header("X-Request-Id", "a".repeat(6_000) + "!"));
    assertThat(odd.header("X-Request-Id")).startsWith("req-");
    assertThat(sandbox.send(sandbox.request(Sandbox.PRO, "/credits").header("Accept", "a/b;q=0.1,".repeat(500))).status()).isIn(200, 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip", "x-gzip"})
  void body_thatClaimsToBeCompressed_isNeverUnpacked(String encoding) {
    sandbox.post(Sandbox.PRO, "/generate", BODY.formatted(""), "Content-Encoding", encoding).refusedWith(415, Message.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void ranges_ofManyParts_areAnsweredWithNoMoreThanTheWhole() {
    Answer whole = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy");
    for (String range : List.of("bytes=" + "0-,".repeat(1_500) + "0-", "bytes=" + "0-0,".repeat(99) + "1-1", "bytes=0-" + "9".repeat(30), "bytes=-" + "9".repeat(18),
        "bytes=" + ",".repeat(2_000), "bytes=0-1,0-1")) {
      Answer answer = sandbox.send(sandbox.request(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy").header("Range", range));
      assertThat(answer.status()).as(range).isIn(200, 206, 400, 416);
      assertThat(answer.bytes().length).as(range).isLessThanOrEqualTo(whole.bytes().length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "POST /api/v1/generate HTTP/1.1\r\nHost: x\r\n",
      "POST /api/v1/generate HTTP/1.1\r\nHost: x\r\n" + AUTHORIZATION + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
      "POST /api/v1/generate HTTP/1.1\r\nHost: x\r\n" + AUTHORIZATION + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n{",
      "POST /api/v1/generate HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{",
      "POST /sandbox/clock HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
      "GET /api/v1/models HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"})
  void clients_slowOrHalfOpen_keepNobodyElseWaiting(String beginning) throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW; i++) {
        Socket socket = new Socket("127.0.0.1", sandbox.port());
        slow.add(socket);
        OutputStream out = socket.getOutputStream();
        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(sandbox.get(Sandbox.ENTERPRISE, "/credits").status()).isEqualTo(200);
        assertThat(sandbox.generate(Sandbox.ENTERPRISE, BODY.formatted("")).status()).as("a body that is there is read").isEqualTo(200);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void clients_thatDoNotReadTheirAnswers_keepNobodyElseWaiting() throws Exception {
    String id = sandbox.generate(Sandbox.ENTERPRISE, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a boat\",\"options\":{\"resolution\":\"2K\"}}").data().get("id").stringValue();
    sandbox.end(Sandbox.ENTERPRISE, id);
    byte[] request = ("GET /api/v1/tasks/" + id + "/download?mode=proxy HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Sandbox.ENTERPRISE + "\r\n\r\n").repeat(4)
        .getBytes(StandardCharsets.US_ASCII);
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", sandbox.port()));
        deaf.add(socket);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(sandbox.get(Sandbox.ENTERPRISE, "/credits").status()).isEqualTo(200);
      }
    } finally {
      for (Socket socket : deaf) {
        close(socket);
      }
    }
  }

  private static void close(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
