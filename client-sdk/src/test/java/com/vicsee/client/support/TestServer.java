package com.vicsee.client.support;

import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers as the test has scripted, and records what it was asked. When the script ends, it repeats
 * its last line.
 */
public final class TestServer implements AutoCloseable {

  /** The key that {@link #client} sends. */
  public static final String KEY = "sk-test-0123456789";

  /** What happens after a request has been read. An {@link Answer} keeps the connection; anything else ends it. */
  @FunctionalInterface
  public interface Behaviour {
    /** Answers, or does not. */
    void answer(TestServer server, Socket connection) throws Exception;
  }

  private final ServerSocket socket;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Queue<Behaviour> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong written = new AtomicLong();
  private volatile @Nullable Function<Request, ? extends Behaviour> answering;
  private Behaviour last = Answer.of(500, "{}");

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
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Starts a server on a free port, with a script. */
  public TestServer(Behaviour... script) {
    then(script);
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    executor.submit(this::accept);
  }

  /** Adds answers to the script. */
  public TestServer then(Behaviour... behaviours) {
    synchronized (script) {
      script.addAll(List.of(behaviours));
    }
    return this;
  }

  /** Answers by a function instead of a script. */
  public TestServer answering(Function<Request, ? extends Behaviour> function) {
    answering = function;
    return this;
  }

  /** Returns the requests so far. */
  public List<Request> requests() {
    return requests;
  }

  /** Returns the base URL, with a path as the real one has it. */
  public String baseUrl() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/api/v1";
  }

  /** Returns a client of this server, in a time that does not pass by itself and without jitter. */
  public VicSeeClientBuilder client(FakeTime time) {
    return VicSeeClient.builder().apiKey(KEY).baseUrl(baseUrl()).clock(time).sleeper(time).random(() -> 0.5);
  }

  /** Returns how much of an endless body the network took, in bytes. */
  public long written() {
    return written.get();
  }

  void wrote(int bytes) {
    written.addAndGet(bytes);
  }

  void awaitClose() throws InterruptedException {
    closed.await();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket connection = socket.accept();
      // Otherwise the body of an answer may wait for the acknowledgement of its head.
      connection.setTcpNoDelay(true);
      connections.add(connection);
      executor.submit(() -> {
        try (connection) {
          InputStream in = new BufferedInputStream(connection.getInputStream());
          for (Request request = read(in); request != null; request = read(in)) {
            requests.add(request);
            Function<Request, ? extends Behaviour> own = answering;
            Behaviour behaviour = own != null ? own.apply(request) : next();
            behaviour.answer(this, connection);
            if (!(behaviour instanceof Answer)) {
              break;
            }
          }
        }
        return null;
      });
    }
  }

  private Behaviour next() {
    synchronized (script) {
      Behaviour next = script.poll();
      last = next == null ? last : next;
      return last;
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      int colon = field.indexOf(':');
      headers.put(field.substring(0, colon).toLowerCase(Locale.ROOT), field.substring(colon + 1).trim());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    String[] words = start.split(" ");
    return new Request(words[0], words[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        text.append((char) next);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    executor.shutdownNow();
  }
}
