package com.vicsee.contract.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on a free port of the loopback interface that answers each request with the same bytes, whatever they are, and then closes. */
public final class HostileServer implements AutoCloseable {

  private final ServerSocket socket;
  private final byte[] answer;
  private final boolean silent;

  private HostileServer(byte[] answer, boolean silent) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answer = answer.clone();
    this.silent = silent;
    Thread thread = new Thread(this::serve, "hostile-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts a server that sends these bytes and closes the connection. */
  public static HostileServer sending(byte[] answer) throws IOException {
    return new HostileServer(answer, false);
  }

  /** Starts a server that sends these bytes and then nothing, without closing the connection. */
  public static HostileServer stalling(byte[] answer) throws IOException {
    return new HostileServer(answer, true);
  }

  /** The URL of the server. */
  public String baseUrl() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        answer(connection);
        if (!silent) {
          connection.close();
        }
      } catch (IOException e) {
        // The client went away, or the test is over.
        Thread.yield();
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return;
      }
      head.append((char) b);
    }
    OutputStream out = connection.getOutputStream();
    out.write(answer);
    out.flush();
  }

  /** An HTTP response with a body of JSON and the headers that every response of the API has. */
  public static byte[] json(int status, String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nX-RateLimit-Limit: 500\r\n"
        + "X-RateLimit-Remaining: 423\r\nX-RateLimit-Reset: 2024-12-28T00:00:00.000Z\r\nX-Request-Id: req-hostile\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("Content-Length: ").append(bytes.length).append("\r\nConnection: close\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[start.length + bytes.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(bytes, 0, whole, start.length, bytes.length);
    return whole;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
