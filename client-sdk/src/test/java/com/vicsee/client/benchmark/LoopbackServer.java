package com.vicsee.client.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The quickest server there can be: one answer for all, made beforehand. It allocates nothing for a request, so that
 * what is measured is the client's.
 */
final class LoopbackServer implements AutoCloseable {

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;
  private final byte[] answer;

  LoopbackServer(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] head = """
        HTTP/1.1 200 OK\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Date: Fri, 27 Dec 2024 10:15:30 GMT\r
        X-Request-Id: 0f8fad5b-d9cb-469f-a165-70867728950e\r
        X-RateLimit-Limit: 500\r
        X-RateLimit-Remaining: 423\r
        X-RateLimit-Reset: 2024-12-28T00:00:00.000Z\r
        \r
        """.formatted(body.length).getBytes(StandardCharsets.US_ASCII);
    answer = new byte[head.length + body.length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(body, 0, answer, head.length, body.length);
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    start(this::accept);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/api/v1";
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "loopback-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connection.setTcpNoDelay(true);
        start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The measurement is over.
    }
  }

  private void serve(Socket connection) {
    byte[] buffer = new byte[64 * 1024];
    try (connection) {
      InputStream in = connection.getInputStream();
      OutputStream out = connection.getOutputStream();
      int filled = 0;
      while (true) {
        int head = endOfHead(buffer, filled);
        if (head < 0 || filled < head + length(buffer, head)) {
          int read = in.read(buffer, filled, buffer.length - filled);
          if (read < 0) {
            return;
          }
          filled += read;
        } else {
          filled = 0;
          out.write(answer);
        }
      }
    } catch (IOException closed) {
      // By the client.
    }
  }

  private static int endOfHead(byte[] buffer, int filled) {
    for (int at = 3; at < filled; at++) {
      if (buffer[at] == '\n' && buffer[at - 1] == '\r' && buffer[at - 2] == '\n' && buffer[at - 3] == '\r') {
        return at + 1;
      }
    }
    return -1;
  }

  private static int length(byte[] buffer, int head) {
    for (int line = 0; line < head - LENGTH.length; line++) {
      int at = 0;
      while (at < LENGTH.length && Character.toLowerCase(buffer[line + at]) == LENGTH[at]) {
        at++;
      }
      if (at == LENGTH.length) {
        int length = 0;
        for (int digit = line + at; buffer[digit] != '\r'; digit++) {
          length = buffer[digit] == ' ' ? length : 10 * length + buffer[digit] - '0';
        }
        return length;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
