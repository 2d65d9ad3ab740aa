package com.vicsee.client.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that speaks as badly as a test wants. One behaviour for each connection; the last one for all that follow.
 */
public final class RawServer implements AutoCloseable {

  /** What happens on a connection after its first request has been read. */
  @FunctionalInterface
  public interface Behaviour {
    /** Answers, or does not. The connection is closed when this returns. */
    void answer(RawServer server, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final List<Behaviour> behaviours;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();

  /** Starts a server on a free port. */
  public RawServer(Behaviour... behaviours) throws IOException {
    this.behaviours = List.of(behaviours);
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    executor.submit(this::accept);
  }

  /** Closes the connection without an answer. */
  public static Behaviour drop() {
    return (server, out) -> { };
  }

  /** Says nothing, and keeps the connection. */
  public static Behaviour silence() {
    return (server, out) -> server.closed.await();
  }

  /** Says something, and closes the connection. */
  public static Behaviour text(String head, String body) {
    return (server, out) ->
        out.write((head.replace("\n", "\r\n") + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
  }

  /** Says something, and then nothing more, but keeps the connection. */
  public static Behaviour stall(String head, String body) {
    return (server, out) -> {
      text(head, body).answer(server, out);
      out.flush();
      server.closed.await();
    };
  }

  /** Begins to say something, and keeps the connection. */
  public static Behaviour stallInHeaders(String head) {
    return (server, out) -> {
      out.write((head.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      server.closed.await();
    };
  }

  /** Says something, and repeats a piece for ever. */
  public static Behaviour endless(String head, byte[] piece) {
    return (server, out) -> {
      text(head, "").answer(server, out);
      while (true) {
        out.write(piece);
        server.written.addAndGet(piece.length);
      }
    };
  }

  /** Begins a head, and repeats a piece of it for ever. */
  public static Behaviour endlessHead(String head, String piece) {
    return (server, out) -> {
      out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      while (true) {
        out.write(bytes);
        server.written.addAndGet(bytes.length);
      }
    };
  }

  /** Answers with JSON. */
  public static Behaviour json(int status, String body) {
    return text("HTTP/1.1 " + status + " X\nContent-Type: application/json\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\nConnection: close", body);
  }

  /** Says nothing, and waits until the client hangs up. */
  public static Behaviour awaitHangUp(CompletableFuture<Void> hungUp) {
    return (server, out) -> {
      InputStream in = server.connections.get(server.connections.size() - 1).getInputStream();
      try {
        while (in.read() >= 0) {
          Thread.onSpinWait();
        }
      } catch (IOException reset) {
        // A reset is a way to hang up.
      }
      hungUp.complete(null);
    };
  }

  /** Says something, repeats a piece until the client hangs up, and tells of it. */
  public static Behaviour endlessUntilHangUp(String head, byte[] piece, CompletableFuture<Void> hungUp) {
    return (server, out) -> {
      try {
        endless(head, piece).answer(server, out);
      } catch (IOException reset) {
        hungUp.complete(null);
      }
    };
  }

  /** Returns the base URL. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Returns the requests so far, each as its text. */
  public List<String> requests() {
    return requests;
  }

  /** Returns how much of an endless body the network took. */
  public long written() {
    return written.get();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket connection = socket.accept();
      connections.add(connection);
      Behaviour behaviour = behaviours.get(Math.min(accepted.getAndIncrement(), behaviours.size() - 1));
      executor.submit(() -> {
        try (connection) {
          requests.add(read(connection.getInputStream()));
          behaviour.answer(this, connection.getOutputStream());
        }
        return null;
      });
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int length = text.lines().map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring(15).trim())).findFirst().orElse(0);
    return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
    executor.shutdownNow();
  }
}
