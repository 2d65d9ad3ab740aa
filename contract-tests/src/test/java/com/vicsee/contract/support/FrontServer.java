package com.vicsee.contract.support;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A server on a free port of the loopback interface that has each request answered by a function, on one connection each. */
public final class FrontServer implements AutoCloseable {

  private final ServerSocket socket;
  private final String origin;
  private final Function<ApiRequest, Exchange> answers;

  private FrontServer(String origin, Function<ApiRequest, Exchange> answers) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.origin = origin;
    this.answers = answers;
    Thread thread = new Thread(this::accept, "front-server");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts a server.
   *
   * @param origin the origin that the requests have, which the function sees
   */
  public static FrontServer start(String origin, Function<ApiRequest, Exchange> answers) throws IOException {
    return new FrontServer(origin, answers);
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/api/v1";
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> serve(connection), "front-server-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // The test is over.
        Thread.yield();
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      String[] start = line(in).split(" ", 3);
      if (start.length < 3) {
        return;
      }
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
      }
      ApiRequest head = new ApiRequest(start[0], origin + start[1], headers, new byte[0]);
      byte[] body = head.header("Transfer-Encoding").isEmpty() ? in.readNBytes(length(head)) : chunks(in);
      Exchange exchange = answers.apply(head.with("Host", null).with("Content-Length", null).with("Transfer-Encoding", null).withBody(body));
      if (exchange.fault().isEmpty()) {
        write(connection.getOutputStream(), exchange);
      }
    } catch (IOException e) {
      // The caller went away.
      Thread.yield();
    }
  }

  private static int length(ApiRequest head) {
    return head.header("Content-Length").isEmpty() ? 0 : Integer.parseInt(head.header("Content-Length"));
  }

  private static void write(OutputStream out, Exchange exchange) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + exchange.status() + " X\r\n");
    for (Exchange.Field field : exchange.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean ofTheBody = name.equals("content-length") && !exchange.request().method().equals("HEAD");
      if (!ofTheBody && !name.equals("connection") && !name.equals("transfer-encoding")) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    if (!exchange.request().method().equals("HEAD")) {
      head.append("Content-Length: ").append(exchange.body().length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(head.toString().getBytes(StandardCharsets.UTF_8));
    whole.write(exchange.body());
    out.write(whole.toByteArray());
    out.flush();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
