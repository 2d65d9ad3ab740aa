package com.vicsee.contract.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A server that answers each request with the same bytes, valid or not. */
public final class HostileServer implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);
  private final LoopbackServer server;

  private HostileServer(byte[] answer, boolean stalls) throws IOException {
    this.server = LoopbackServer.start("", (request, connection) -> {
      LoopbackServer.write(connection, answer);
      if (stalls) {
        closed.await();
      }
    });
  }

  /** Starts a server that sends these bytes and closes the connection. */
  public static HostileServer sending(byte[] answer) throws IOException {
    return new HostileServer(answer, false);
  }

  /** Starts a server that sends these bytes and then nothing, and keeps the connection open. */
  public static HostileServer stalling(byte[] answer) throws IOException {
    return new HostileServer(answer, true);
  }

  /** The URL of the server. */
  public String baseUrl() {
    return server.origin();
  }

  /** An HTTP response with a body of JSON and the headers that every response of the API has. */
  public static byte[] json(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    String head = "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nX-RateLimit-Limit: 500\r\nX-RateLimit-Remaining: 423\r\n"
        + "X-RateLimit-Reset: 2024-12-28T00:00:00.000Z\r\nX-Request-Id: req-hostile\r\n" + more + "Content-Length: " + bytes.length
        + "\r\nConnection: close\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
