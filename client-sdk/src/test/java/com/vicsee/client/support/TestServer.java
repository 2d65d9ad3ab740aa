package com.vicsee.client.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as the test has scripted, and remembers what it was asked. When the script ends, it repeats its last line. */
public final class TestServer implements AutoCloseable {

  /** The key that {@link #client} sends. */
  public static final String KEY = "sk-test-0123456789";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Queue<Answer> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private Answer last = Answer.of(500, "{}");

  /**
   * A request as it came.
   *
   * @param method the method
   * @param path path and query
   * @param headers the headers, names in lower case
   * @param body the body
   */
  public record Request(String method, String path, Map<String, String> headers, byte[] body) {

    /** Returns a header. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** Returns the body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Starts a server on a free port. */
  public TestServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Adds answers to the script. */
  public TestServer then(Answer... answers) {
    synchronized (script) {
      script.addAll(List.of(answers));
    }
    return this;
  }

  /** Returns the requests so far. */
  public List<Request> requests() {
    return requests;
  }

  /** Returns the base URL, with a path as the real one has it. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
  }

  /** Returns a client of this server, in a time that does not pass by itself and without jitter. */
  public VicSeeClientBuilder client(FakeTime time) {
    return VicSeeClient.builder().apiKey(KEY).baseUrl(baseUrl()).clock(time).sleeper(time).random(() -> 0.5);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    Answer answer;
    synchronized (script) {
      Answer next = script.poll();
      answer = next == null ? last : next;
      last = answer;
    }
    answer.write(exchange);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
