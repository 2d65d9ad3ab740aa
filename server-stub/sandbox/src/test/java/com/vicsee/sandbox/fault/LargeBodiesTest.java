package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.sandbox.testing.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many callers at once, each with a body of 27 MB, and a server with 512 MB of heap. */
class LargeBodiesTest {
  private static final int CALLERS = 80;
  /** One caller in so many sends a long string, which takes more memory and time than blanks. A dozen of them at once would fill the heap. */
  private static final int STRING_EACH = 5;
  private static final int BODY = 27 * 1024 * 1024;

  @Test
  void bodies_ofManyCallersAtOnce_areReadInTurnWithinTheHeap() {
    byte[] blanks = body("{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"x\",", ' ', "\"unknown\":1}");
    byte[] string = body("{\"model\":\"veo-3-1-image-to-video\",\"prompt\":\"x\",\"input\":{\"image_urls\":[\"data:image/png;base64,", 'A', "\"]}}");
    var callers = new AtomicInteger();
    // So many megabytes are read sooner by the optimising compiler.
    try (ServerProcess server = ServerProcess.start(List.of("-Xmx512m", "-XX:TieredStopAtLevel=4", "-XX:+ExitOnOutOfMemoryError"))) {
      List<Integer> statuses = Sandbox.atOnce(
          CALLERS, () -> send(server.port(), callers.getAndIncrement() % STRING_EACH == 0 ? string : blanks));

      assertThat(statuses).as("a field that is unknown, or an image that cannot be read").hasSize(CALLERS).containsOnly(400);
      assertThat(server.isAlive()).isTrue();
      assertThat(server.get(Sandbox.ENTERPRISE, "/credits").data().get("credits").longValue()).isEqualTo(1_000_000);
    }
  }

  private static byte[] body(String begin, char filling, String end) {
    byte[] body = new byte[BODY];
    Arrays.fill(body, (byte) filling);
    System.arraycopy(begin.getBytes(StandardCharsets.US_ASCII), 0, body, 0, begin.length());
    System.arraycopy(end.getBytes(StandardCharsets.US_ASCII), 0, body, BODY - end.length(), end.length());
    return body;
  }

  private static int send(int port, byte[] body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(("POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer " + Sandbox.ENTERPRISE
          + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(line.substring(9));
    }
  }
}
