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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP/1.1 server on a free port of the loopback interface. It reads one request on each connection and has it answered by a handler. */
public final class LoopbackServer implements AutoCloseable {

  private static final Set<String> FRAMING = Set.of("transfer-encoding", "connection", "keep-alive", "content-length");

  /** Answers a request, with whatever bytes. The connection is closed afterwards. */
  @FunctionalInterface
  public interface Handler {

    /** Writes the answer. */
    void answer(ApiRequest request, Socket connection) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
    Thread thread = new Thread(task, "loopback-server");
    thread.setDaemon(true);
    return thread;
  });

  private LoopbackServer(String origin, Handler handler) throws IOException {
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(origin, handler));
  }

  /**
   * Starts a server.
   *
   * @param origin the origin of the URLs that the handler sees
   */
  public static LoopbackServer start(String origin, Handler handler) throws IOException {
    return new LoopbackServer(origin, handler);
  }

  /** Starts a server that answers by a function. Where the answer is a fault, it closes the connection. */
  public static LoopbackServer answering(String origin, Function<ApiRequest, Exchange> answers) throws IOException {
    return start(origin, (request, connection) -> {
      Exchange answer = answers.apply(request.with("Host", null).with("Content-Length", null).with("Transfer-Encoding", null));
      if (answer.fault().isEmpty()) {
        write(connection, head(request, answer), answer.body());
      }
    });
  }

  /** The URL of the server, without a path. */
  public String origin() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return origin() + "/api/v1";
  }

  /** The head of an answer, framed by its length. */
  public static byte[] head(ApiRequest request, Exchange answer) {
    boolean head = request.method().equals("HEAD");
    StringBuilder lines = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
    for (Exchange.Field field : answer.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!FRAMING.contains(name) || name.equals("content-length") && head) {
        lines.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    if (!head && answer.status() != 304 && answer.status() != 204) {
      lines.append("Content-Length: ").append(answer.body().length).append("\r\n");
    }
    return lines.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Writes bytes, all at once. */
  public static void write(Socket connection, byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    OutputStream out = connection.getOutputStream();
    out.write(all.toByteArray());
    out.flush();
  }

  private void accept(String origin, Handler handler) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection, origin, handler));
      } catch (IOException e) {
        // The test is over.
        Thread.yield();
      }
    }
  }

  private static void serve(Socket connection, String origin, Handler handler) {
    try (connection) {
      connection.setTcpNoDelay(true);
      BufferedInputStream in = new BufferedInputStream(connection.getInputStream(), 65536);
      in.mark(1);
      if (in.read() < 'A') {
        // No method begins so. It is the start of TLS, for example, which may have no end of line to wait for.
        write(connection, "HTTP/1.1 400 -\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      in.reset();
      Optional<ApiRequest> request = read(in, connection, origin);
      if (request.isPresent()) {
        handler.answer(request.get(), connection);
      }
    } catch (IOException e) {
      // The client has closed the connection.
      Thread.yield();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<ApiRequest> read(InputStream in, Socket connection, String origin) throws IOException {
    String[] start = line(in).split(" ", 3);
    if (start.length < 3) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      int colon = field.indexOf(':');
      if (colon > 0) {
        headers.merge(field.substring(0, colon), field.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    ApiRequest head = new ApiRequest(start[0], origin + start[1], headers, new byte[0]);
    if (head.header("Expect").equalsIgnoreCase("100-continue")) {
      write(connection, "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    byte[] body = new byte[0];
    if (head.header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      body = chunks(in);
    } else if (head.header("Content-Length").matches("\\d{1,9}")) {
      body = in.readNBytes(Integer.parseInt(head.header("Content-Length")));
    }
    return Optional.of(head.withBody(body).with("Connection", null).with("Expect", null));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(in).split(";", 2)[0].strip();
      int length = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
      if (length == 0) {
        line(in);
        return body.toByteArray();
      }
      body.write(in.readNBytes(length));
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
