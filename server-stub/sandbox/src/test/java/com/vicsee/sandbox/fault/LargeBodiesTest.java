package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.server.model.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers at once, each with a body as long as is taken, and a server with 512 MB of heap. */
class LargeBodiesTest {
  private static final int CALLERS = 200;
  private static final int PATIENCE_MILLIS = 300_000;
  private static final int BODY = (int) (Operation.GENERATE_MEDIA.maxBodyBytes().orElseThrow() - 1024);

  @Test
  @Timeout(value = 400, unit = TimeUnit.SECONDS)
  void bodies_ofManyCallersAtOnce_areReadInTurnWithinTheHeap() {
    byte[] body = body();
    try (ServerProcess server = ServerProcess.start(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"))) {
      List<Integer> statuses = Sandbox.atOnce(CALLERS, () -> send(server.port(), body));

      assertThat(statuses).as("an image that cannot be read").hasSize(CALLERS).containsOnly(400);
      assertThat(server.isAlive()).isTrue();
      assertThat(server.output()).doesNotContain("OutOfMemoryError");
      assertThat(server.get(Sandbox.ENTERPRISE, "/credits").data().get("credits").longValue()).isEqualTo(1_000_000);
    }
  }

  private static byte[] body() {
    byte[] body = new byte[BODY];
    Arrays.fill(body, (byte) 'A');
    byte[] begin = "{\"model\":\"veo-3-1-image-to-video\",\"prompt\":\"x\",\"input\":{\"image_urls\":[\"data:image/png;base64,".getBytes(StandardCharsets.US_ASCII);
    byte[] end = "\"]}}".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(begin, 0, body, 0, begin.length);
    System.arraycopy(end, 0, body, BODY - end.length, end.length);
    return body;
  }

  private static int send(int port, byte[] body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
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
