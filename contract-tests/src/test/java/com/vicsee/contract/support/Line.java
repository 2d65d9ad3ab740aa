package com.vicsee.contract.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * A line to a server on the loopback interface, which passes bytes on. It can be slow. It can also restart when a part of an answer has come from the server: it
 * drops the part, ends all connections, and refuses new ones for a while.
 */
public final class Line implements AutoCloseable {

  private static final Duration AWAY = Duration.ofMillis(300);
  private static final int PART = 8192;

  private final URI server;
  private final Duration latency;
  private final long bytesPerSecond;
  private final IntPredicate restartsAt;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Line::thread);
  private final AtomicInteger parts = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile ServerSocket listener;

  private Line(String server, Duration latency, long bytesPerSecond, IntPredicate restartsAt) throws IOException {
    this.server = URI.create(server);
    this.latency = latency;
    this.bytesPerSecond = bytesPerSecond;
    this.restartsAt = restartsAt;
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    thread(this::accept).start();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "line");
    thread.setDaemon(true);
    return thread;
  }

  /** A line that needs some time for each part of a stream, in each direction. */
  public static Line slow(String server, Duration latency, long bytesPerSecond) throws IOException {
    return new Line(server, latency, bytesPerSecond, part -> false);
  }

  /** A line that restarts at certain parts of the server's answers, by their number. Most answers have one part. */
  public static Line restarting(String server, IntPredicate at) throws IOException {
    return new Line(server, Duration.ZERO, Long.MAX_VALUE, at);
  }

  /** The URL of the server over the line. */
  public String url() {
    return server.getScheme() + "://127.0.0.1:" + listener.getLocalPort() + server.getPath();
  }

  /** How often it has restarted. */
  public int restarts() {
    return restarts.get();
  }

  private void accept() {
    ServerSocket own = listener;
    while (!own.isClosed()) {
      try {
        Socket client = own.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        sockets.add(client);
        sockets.add(behind);
        thread(new Direction(client, behind, false)::read).start();
        thread(new Direction(behind, client, true)::read).start();
      } catch (IOException e) {
        // The line restarts, or the test is over.
        Thread.yield();
      }
    }
  }

  private synchronized void restart() throws IOException {
    int port = listener.getLocalPort();
    listener.close();
    restarts.incrementAndGet();
    for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
      // A connection that is reset frees the port at once.
      socket.setSoLinger(true, 0);
      socket.close();
    }
    timer.schedule(() -> listen(port), AWAY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void listen(int port) {
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      thread(this::accept).start();
    } catch (IOException e) {
      throw new IllegalStateException("The line does not come back", e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    timer.shutdownNow();
  }

  /** One direction of a connection. */
  private final class Direction {
    private final Socket from;
    private final Socket to;
    private final boolean answers;
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private long free = System.nanoTime();

    Direction(Socket from, Socket to, boolean answers) {
      this.from = from;
      this.to = to;
      this.answers = answers;
    }

    void read() {
      byte[] part = new byte[PART];
      try {
        InputStream in = from.getInputStream();
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
          if (answers && restartsAt.test(parts.incrementAndGet())) {
            restart();
            return;
          }
          pass(Arrays.copyOf(part, length));
        }
        pass(new byte[0]);
      } catch (IOException e) {
        // The other side has ended the connection, or the line restarts.
        Thread.yield();
      }
    }

    /** Passes a part on when its time has come; an empty one ends the stream. */
    private void pass(byte[] part) throws IOException {
      long duration = part.length * 1_000_000_000L / bytesPerSecond;
      free = Math.max(free, System.nanoTime()) + duration;
      if (latency.isZero()) {
        write(part);
      } else {
        // Two tasks may change places, parts must not.
        waiting.add(part);
        timer.schedule(() -> write(waiting.remove()), free + latency.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    }

    private void write(byte[] part) {
      try {
        if (part.length == 0) {
          to.shutdownOutput();
        } else {
          to.getOutputStream().write(part);
        }
      } catch (IOException e) {
        // The receiver has ended the connection.
        Thread.yield();
      }
    }
  }
}
