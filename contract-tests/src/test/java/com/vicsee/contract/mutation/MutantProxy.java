package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.HttpTarget;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server of its own, on a free port of the loopback interface, that asks a true one and tells one lie at a time. Whoever is to be tested
 * by it, in whatever language, needs to know its URL only. What is asked beside the API, such as the control of a sandbox, passes as it is.
 */
public final class MutantProxy implements AutoCloseable {

  private final Contract contract;
  private final HttpTarget truth;
  private final String path;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
    Thread thread = new Thread(task, "lying-proxy");
    thread.setDaemon(true);
    return thread;
  });
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private volatile @Nullable Mutant lie;
  private volatile @Nullable Mutation teller;
  private volatile @Nullable WireFault wire;
  private volatile String wireOperation = "";

  /**
   * Starts before a true server.
   *
   * @param baseUrl the URL of the true server that the contract's paths are below
   */
  public MutantProxy(Contract contract, String baseUrl) throws IOException {
    this.contract = contract;
    this.truth = new HttpTarget("truth", baseUrl, Duration.ofMinutes(2));
    this.path = new ApiRequest("GET", truth.baseUrl(), Map.of(), new byte[0]).requestTarget();
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::serve);
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  /** Tells nothing but the truth from now on. */
  public void truth() {
    lie = null;
    teller = null;
    wire = null;
    answered.set(0);
    told.set(0);
  }

  /** Tells a lie from now on, and no other. */
  public void tell(Mutant other) {
    truth();
    teller = other.tellers().get();
    lie = other;
  }

  /** Tells a lie about how the answers of an operation are sent, from now on, and no other. */
  public void tell(String operation, WireFault other) {
    truth();
    wireOperation = operation;
    wire = other;
  }

  /** How many requests were answered since the lie began. */
  public int answered() {
    return answered.get();
  }

  /** How many of the answers since then were lies. */
  public int told() {
    return told.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> answer(connection));
      } catch (IOException e) {
        // The proxy is being closed.
        Thread.yield();
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      ApiRequest request = read(new BufferedInputStream(connection.getInputStream(), 65536), connection);
      if (request != null) {
        send(connection, request, truth.send(request));
      }
    } catch (IOException e) {
      // The caller has gone, which is its right.
      Thread.yield();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Socket connection, ApiRequest request, Exchange answer) throws IOException, InterruptedException {
    boolean ofApi = request.url().startsWith(truth.baseUrl());
    String operation = Routes.of(contract, request).orElse("");
    Exchange said = ofApi ? lied(operation, answer) : answer;
    byte[] head = head(request, said).getBytes(StandardCharsets.ISO_8859_1);
    WireFault how = wire;
    answered.incrementAndGet();
    if (how != null && ofApi && operation.equals(wireOperation)) {
      told.incrementAndGet();
      how.send(head, said.body(), connection);
      return;
    }
    if (said.fault().isPresent()) {
      return;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head);
    all.writeBytes(said.body());
    connection.getOutputStream().write(all.toByteArray());
    connection.getOutputStream().flush();
    connection.shutdownOutput();
  }

  private synchronized Exchange lied(String operation, Exchange answer) {
    Mutant what = lie;
    Mutation how = teller;
    if (what == null || how == null || answer.fault().isPresent() || !what.concerns(answer.status())
        || !(operation.isEmpty() || operation.equals(what.operation()))) {
      return answer;
    }
    Exchange said = how.tell(answer, truth::send);
    if (said != answer) {
      told.incrementAndGet();
    }
    return said;
  }

  private static String head(ApiRequest request, Exchange answer) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
    for (Exchange.Field field : answer.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean framing = name.equals("transfer-encoding") || name.equals("connection") || name.equals("keep-alive") || name.equals("content-length");
      if (!framing || name.equals("content-length") && request.method().equals("HEAD")) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    if (!request.method().equals("HEAD") && answer.status() != 304 && answer.status() != 204) {
      head.append("Content-Length: ").append(answer.body().length).append("\r\n");
    }
    return head.append("Connection: close\r\n\r\n").toString();
  }

  private @Nullable ApiRequest read(InputStream in, Socket connection) throws IOException {
    String[] line = line(in).split(" ", 3);
    if (line.length < 3) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      int colon = field.indexOf(':');
      if (colon > 0) {
        headers.merge(field.substring(0, colon), field.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    ApiRequest request = new ApiRequest(line[0], truth.baseUrl().substring(0, truth.baseUrl().length() - path.length()) + line[1], headers, new byte[0]);
    if (request.header("Expect").equalsIgnoreCase("100-continue")) {
      connection.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      connection.getOutputStream().flush();
    }
    byte[] body = new byte[0];
    if (request.header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      body = chunks(in);
    } else if (request.header("Content-Length").matches("\\d{1,9}")) {
      body = in.readNBytes(Integer.parseInt(request.header("Content-Length")));
    }
    // Which URL the server is called by, is that of the proxy, so that its links lead here too.
    return request.withBody(body).with("Connection", null).with("Expect", null);
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
