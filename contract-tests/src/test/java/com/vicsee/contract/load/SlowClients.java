package com.vicsee.contract.load;

import com.vicsee.contract.http.ApiRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Clients that connect and send nothing, or send one byte at a time, or never read their answer, beside healthy clients. Ends with 1 when a healthy client got no
 * answer.
 */
@Command(name = "slow-clients", mixinStandardHelpOptions = true, description = "Slow and half-open clients beside healthy ones.")
final class SlowClients implements Callable<Integer> {

  private static final int HEALTHY = 8;
  /** A client that never reads takes at most so many bytes from the buffers of the server. */
  private static final int WINDOW = 4096;
  private static final Duration DRIP = Duration.ofMillis(500);

  @Option(names = "--clients", defaultValue = "1000", description = "Slow clients (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--duration", defaultValue = "PT20S", description = "How long, ISO 8601 (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ZERO;

  private enum Kind {
    SILENT(""),
    HEAD("GET /api/v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "),
    BODY("POST /api/v1/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer sk-sandbox-enterprise\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"),
    REFUSED("POST /api/v1/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"),
    CHUNKED("PUT /uploads/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n"),
    DOWNLOAD("GET /api/v1/tasks/task_sandbox_completed/download?mode=proxy HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + "Authorization: Bearer sk-sandbox-pro\r\n\r\n"),
    READER("GET /api/v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    private final String start;

    Kind(String start) {
      this.start = start;
    }
  }

  private final List<SlowClient> slow = new ArrayList<>();
  private long reconnected;

  /** Runs with the options of the command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SlowClients()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Peer sandbox = Peer.java("sandbox", List.of(), LoadedSandbox.class, "--server.port=0", "--logging.level.root=error");
        Traffic traffic = new Traffic()) {
      healthy(sandbox, traffic, duration.dividedBy(2));
      Sample before = healthy(sandbox, traffic, duration.dividedBy(2));
      URI origin = URI.create(sandbox.baseUrl());
      var address = new InetSocketAddress(origin.getHost(), origin.getPort());
      for (int i = 0; i < clients; i++) {
        slow.add(new SlowClient(address, Kind.values()[i % Kind.values().length]));
      }
      var drip = Executors.newSingleThreadScheduledExecutor();
      drip.scheduleWithFixedDelay(this::drip, 0, DRIP.toMillis(), TimeUnit.MILLISECONDS);
      Sample during = healthy(sandbox, traffic, duration);
      drip.shutdownNow();
      drip.awaitTermination(10, TimeUnit.SECONDS);
      long open = slow.stream().filter(SlowClient::isOpen).count();
      slow.forEach(SlowClient::close);
      Sample after = healthy(sandbox, traffic, duration.dividedBy(2));
      print("before", before);
      print("beside " + clients + " slow clients", during);
      print("after", after);
      System.out.printf("Slow clients that were still connected at the end: %d; sent away by the server and back again: %d%n", open, reconnected);
      return before.bad() + during.bad() + after.bad() == 0 && during.good() > 0 ? 0 : 1;
    }
  }

  private static Sample healthy(Peer sandbox, Traffic traffic, Duration duration) {
    return traffic.run(sandbox, HEALTHY, duration, number -> new ApiRequest("GET", sandbox.baseUrl() + "/credits",
        Map.of("Authorization", "Bearer " + LoadedSandbox.key(number)), new byte[0]), null);
  }

  private static void print(String when, Sample sample) {
    System.out.printf(Locale.ROOT, "Healthy clients %s: %,.0f answers/s, p50 %.1f ms, p99 %.1f ms, not served: %d%n", when, sample.rate(),
        sample.millis(50), sample.millis(99), sample.bad());
  }

  private void drip() {
    for (SlowClient client : slow) {
      if (client.drip()) {
        reconnected++;
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private static final class SlowClient {
    private final InetSocketAddress address;
    private final Kind kind;
    private final ByteBuffer one = ByteBuffer.allocate(1);
    private SocketChannel channel;

    SlowClient(InetSocketAddress address, Kind kind) {
      this.address = address;
      this.kind = kind;
      this.channel = connect();
    }

    private SocketChannel connect() {
      try {
        SocketChannel opened = SocketChannel.open();
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.SO_RCVBUF, WINDOW);
        opened.connect(address);
        return opened;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("no connection to " + address, e);
      }
    }

    /** Sends the beginning once and then a letter each time; connects again, and reports it, when the server closes the connection. */
    boolean drip() {
      try {
        if (channel.isConnectionPending()) {
          if (channel.finishConnect()) {
            channel.write(ByteBuffer.wrap(kind.start.getBytes(StandardCharsets.US_ASCII)));
          }
        } else if (kind == Kind.READER || kind == Kind.DOWNLOAD) {
          channel.write(ByteBuffer.wrap(kind.start.getBytes(StandardCharsets.US_ASCII)));
        } else if (kind == Kind.SILENT) {
          if (channel.read(one.clear()) < 0) {
            throw new IOException("sent away");
          }
        } else {
          channel.write(ByteBuffer.wrap(new byte[] {'x'}));
        }
        return false;
      } catch (IOException e) {
        close();
        channel = connect();
        return true;
      }
    }

    boolean isOpen() {
      return channel.isConnected();
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        // The server has closed the connection, as expected.
        Thread.yield();
      }
    }
  }
}
