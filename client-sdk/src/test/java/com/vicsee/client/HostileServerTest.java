package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.CallTimeoutException;
import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.DecodingException;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.ServerException;
import com.vicsee.client.error.UnexpectedStatusException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of wrong, late, cut or endless answer: a clear failure, in bounded time and memory, and never a
 * misreading.
 */
class HostileServerTest {

  private static final String OK = "HTTP/1.1 200 OK\nContent-Type: application/json\n";
  private static final Duration SHORT = Duration.ofMillis(400);
  /** Enough for a head, also on a busy machine. */
  private static final Duration HEAD_IN_TIME = Duration.ofSeconds(5);
  private static final String BALANCE = "{\"success\": true, \"data\": {\"credits\": 7}}";

  private record Case(String name, TestServer.Behaviour behaviour, Class<? extends VicSeeException> expected, String message, Duration attemptTimeout) {
    /** A case that ends by itself, however late on a busy machine. */
    Case(String name, TestServer.Behaviour behaviour, Class<? extends VicSeeException> expected, String message) {
      this(name, behaviour, expected, message, Duration.ofSeconds(60));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Case> cases() {
    byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Case("no answer", Wire.silence(), CallTimeoutException.class, "No complete response within 400 ms", SHORT),
        new Case("dropped", Wire.drop(), ConnectionException.class, "No response from 127.0.0.1:"),
        new Case("not HTTP", Wire.text("SSH-2.0-OpenSSH_9.6", ""), ConnectionException.class, "No response from 127.0.0.1:"),
        new Case("status line cut", Wire.text("HTTP/1.1 2", ""), ConnectionException.class, "No response from 127.0.0.1:"),
        new Case("headers stall", Wire.stallInHeaders("HTTP/1.1 200 OK\nX-A: b"),
            CallTimeoutException.class, "No complete response", SHORT),
        new Case("header endless", Wire.endlessHead("HTTP/1.1 200 OK\nX-A: ", "a".repeat(8192)),
            ConnectionException.class, "No response from 127.0.0.1:"),
        new Case("headers endless", Wire.endlessHead("HTTP/1.1 200 OK\n", "X-A: b\r\n".repeat(1000)),
            ConnectionException.class, "No response from 127.0.0.1:"),
        new Case("body stalls", Wire.stall(OK + "Content-Length: 500", BALANCE),
            CallTimeoutException.class, "No complete response", SHORT),
        new Case("body cut", Wire.text(OK + "Content-Length: 500", BALANCE),
            ConnectionException.class, "The response was cut"),
        new Case("chunk cut", Wire.text(OK + "Transfer-Encoding: chunked", "ff\r\n" + BALANCE),
            ConnectionException.class, "The response was cut"),
        new Case("body endless", Wire.endless(OK, blanks), DecodingException.class, "larger than 1048576 bytes"),
        new Case("body endless in chunks", chunks(blanks), DecodingException.class, "larger than 1048576 bytes"),
        new Case("empty", Wire.text(OK + "Content-Length: 0", ""), DecodingException.class, "The body is empty"),
        new Case("no content", Wire.text("HTTP/1.1 204 No Content", ""), DecodingException.class,
            "HTTP 204"),
        new Case("page with status 200",
            Wire.text("HTTP/1.1 200 OK\nContent-Type: text/html", "<html>Sign in to the guest network</html>"),
            DecodingException.class, "The body is text/html instead of application/json"),
        new Case("JSON cut", Wire.json(200, BALANCE.substring(0, 20)), DecodingException.class, "cannot be read"),
        new Case("coding that was not requested",
            Wire.text("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: br\nContent-Length: 3", "abc"),
            DecodingException.class, "cannot be decompressed: The body has the coding br"),
        new Case("gzip that is none",
            Wire.text("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip\nContent-Length: 3", "abc"),
            DecodingException.class, "cannot be decompressed"),
        new Case("gzip that grows", Answer.ok("{\"credits\": 7" + " ".repeat(2 << 20) + "}").gzipped(), DecodingException.class,
            "larger than 1048576 bytes"),
        new Case("compressed error", Answer.error(404, "NOT_FOUND", "No such path").gzipped(), NotFoundException.class,
            "HTTP 404 NOT_FOUND: No such path"),
        new Case("JSON of another form", Wire.json(200, "[1, 2]"), DecodingException.class, "cannot be read"),
        new Case("JSON null", Wire.json(200, "null"), DecodingException.class, "not the envelope of a success"),
        new Case("JSON empty object", Wire.json(200, "{}"), DecodingException.class,
            "not the envelope of a success"),
        new Case("no data", Wire.json(200, "{\"success\": true}"), DecodingException.class, "not the envelope"),
        new Case("data null", Wire.json(200, "{\"success\": true, \"data\": null}"), DecodingException.class,
            "not the envelope"),
        new Case("data without the balance", Wire.json(200, "{\"success\": true, \"data\": {}}"),
            DecodingException.class, "lacks what the answer is about"),
        new Case("balance null", Wire.json(200, "{\"success\": true, \"data\": {\"credits\": null}}"),
            DecodingException.class, "lacks what the answer is about"),
        new Case("data of another form", Wire.json(200, "{\"success\": true, \"data\": \"7\"}"),
            DecodingException.class, "cannot be read"),
        new Case("no success", Wire.json(200, "{\"data\": {\"credits\": 7}}"), DecodingException.class,
            "not the envelope"),
        new Case("a number that is none", Wire.json(200, "{\"success\": true, \"data\": {\"credits\": \"many\"}}"),
            DecodingException.class, "cannot be read"),
        new Case("JSON a hundred thousand deep", Wire.json(200, "[".repeat(100_000)), DecodingException.class,
            "cannot be read"),
        new Case("error body stalls", Wire.stall("HTTP/1.1 404 Not Found\nContent-Length: 500", "{\"success\":"),
            NotFoundException.class, "HTTP 404: ", HEAD_IN_TIME),
        new Case("error body cut", Wire.text("HTTP/1.1 503 Unavailable\nContent-Length: 500", "<html>"),
            ServerException.class, "HTTP 503: "),
        new Case("error body endless", Wire.endless("HTTP/1.1 500 Error\nContent-Type: text/html", blanks),
            ServerException.class, "HTTP 500: "),
        new Case("error without a body", Wire.text("HTTP/1.1 504 Gateway Timeout\nContent-Length: 0", ""),
            ServerException.class, "HTTP 504: The response has no body"),
        new Case("error whose code is no text",
            Wire.json(400, "{\"success\": false, \"error\": {\"code\": 17, \"message\": {\"a\": 1}}}"),
            InvalidRequestException.class, "HTTP 400: "),
        new Case("error that is a text", Wire.json(400, "{\"error\": \"bad request\"}"),
            InvalidRequestException.class, "HTTP 400: "),
        new Case("proxy that wants a password",
            Wire.text("HTTP/1.1 407 Proxy Authentication Required\nContent-Length: 0", ""),
            UnexpectedStatusException.class, "HTTP 407: The proxy requires authentication"),
        new Case("status without a meaning", Wire.text("HTTP/1.1 999 Blocked\nContent-Length: 0", ""),
            UnexpectedStatusException.class, "HTTP 999"));
  }

  private static List<Arguments> casesAndFaces() {
    List<Arguments> all = new ArrayList<>();
    for (Case each : cases()) {
      for (Face face : Face.values()) {
        all.add(Arguments.of(each, face));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("casesAndFaces")
  void answer_thatIsNone_isAClearFailure(Case hostile, Face face) throws Exception {
    try (TestServer server = new TestServer(hostile.behaviour());
        VicSeeClient client = VicSeeClient.builder()
            .apiKey("sk-test")
            .baseUrl(server.baseUrl())
            .attemptTimeout(hostile.attemptTimeout())
            .retryPolicy(RetryPolicy.never())
            .maxResponseBytes(1 << 20)
            .build()) {

      VicSeeException failure =
          catchThrowableOfType(VicSeeException.class, () -> face.of(client).credits().balance());

      assertThat(failure).isExactlyInstanceOf(hostile.expected()).hasMessageStartingWith("[getCredits] ")
          .hasMessageContaining(hostile.message());
      assertThat(failure.rawBody().orElse("").length()).isLessThanOrEqualTo(8192);
      // The network buffers some megabytes beyond what the client takes.
      assertThat(server.written()).isLessThan(64L << 20);
    }
  }

  private static TestServer.Behaviour chunks(byte[] piece) {
    String chunk = Integer.toHexString(piece.length) + "\r\n" + new String(piece, StandardCharsets.UTF_8) + "\r\n";
    return Wire.endless(OK + "Transfer-Encoding: chunked", chunk.getBytes(StandardCharsets.UTF_8));
  }
}
