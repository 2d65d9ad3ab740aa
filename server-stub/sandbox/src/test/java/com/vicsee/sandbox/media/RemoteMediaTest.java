package com.vicsee.sandbox.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import com.vicsee.server.error.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host of the allow-list is fetched from, and nothing else is ever connected to. Names are resolved by a table; the one server is on 127.0.0.7, which
 * counts as public here, so that 127.0.0.1 stands for what is inside.
 */
class RemoteMediaTest {
  private static final String OUTSIDE = "127.0.0.7";
  private static final int MAX_BYTES = 100_000;
  private static final Duration SHORT = Duration.ofSeconds(2);
  /** More than a busy machine needs. */
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final RemoteMedia.Limits PATIENCE = new RemoteMedia.Limits(MAX_BYTES, LONG, LONG);

  private final Map<String, List<String>> names = new HashMap<>();
  private final List<String> lookups = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private String origin;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(OUTSIDE, 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> {
      requests.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/to/")) {
        exchange.getResponseHeaders().set("Location", String.valueOf(exchange.getRequestURI().getQuery()));
        exchange.sendResponseHeaders(Integer.parseInt(path.substring(4)), -1);
      } else if (path.equals("/loop")) {
        exchange.getResponseHeaders().set("Location", "/loop");
        exchange.sendResponseHeaders(307, -1);
      } else if (path.equals("/missing")) {
        exchange.sendResponseHeaders(404, -1);
      } else if (path.equals("/endless")) {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[1000];
        try {
          while (true) {
            exchange.getResponseBody().write(block);
          }
        } catch (IOException e) {
          exchange.close();
          return;
        }
      } else if (path.equals("/large")) {
        exchange.sendResponseHeaders(200, 1_000_000);
        try {
          exchange.getResponseBody().write(new byte[1_000_000]);
        } catch (IOException e) {
          exchange.close();
          return;
        }
      } else if (path.equals("/silent")) {
        await();
      } else if (path.equals("/dripping")) {
        exchange.sendResponseHeaders(200, 0);
        try {
          while (!over.await(50, TimeUnit.MILLISECONDS)) {
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
          }
        } catch (IOException | InterruptedException e) {
          exchange.close();
          return;
        }
      } else {
        exchange.sendResponseHeaders(200, 4);
        exchange.getResponseBody().write(new byte[] {1, 2, 3, 4});
      }
      exchange.close();
    });
    server.start();
    origin = "http://media.test:" + server.getAddress().getPort();
    names.put("media.test", List.of(OUTSIDE));
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private void await() {
    try {
      over.await(120, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private RemoteMedia remote(String... moreHosts) {
    return remote(PATIENCE, moreHosts);
  }

  private RemoteMedia remote(RemoteMedia.Limits limits, String... moreHosts) {
    List<String> hosts = new ArrayList<>(List.of(moreHosts));
    hosts.add("media.test:" + server.getAddress().getPort());
    return new RemoteMedia(hosts, true, this::resolve, address -> address.getHostAddress().equals(OUTSIDE) || PublicAddresses.contain(address), limits);
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    lookups.add(host);
    if (!names.containsKey(host)) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (String address : names.get(host)) {
      addresses.add(InetAddress.getByName(address));
    }
    return addresses.toArray(InetAddress[]::new);
  }

  private static byte[] read(RemoteMedia remote, String url) throws IOException {
    try (InputStream in = remote.open("image_url", url).bytes()) {
      return in.readAllBytes();
    }
  }

  private void assertRefused(String url, String why) {
    assertRefused(remote(), url, why);
  }

  private static void assertRefused(RemoteMedia remote, String url, String why) {
    assertThatExceptionOfType(ApiProblem.class).isThrownBy(() -> read(remote, url)).withMessageContaining("image_url").withMessageContaining(why);
  }

  @Test
  void open_hostOfTheList_givesItsBytes() throws IOException {
    assertThat(read(remote(), origin + "/a.png")).containsExactly(1, 2, 3, 4);
    assertThat(requests).singleElement().asString().startsWith("media.test:").endsWith("/a.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "http://other.test/a.png", "http://127.0.0.1/a.png", "http://media.test/a.png", "http://media.test:1/a.png", "http://media.test.evil.test/a.png",
      "http://user@media.test/a.png", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http:///a.png", "file:///etc/passwd", "http://2130706433/"
  })
  void open_hostOffTheList_isRefusedWithoutALookUp(String url) {
    assertRefused(url, "allowed hosts");
    assertThat(lookups).isEmpty();
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "fe80::1",
      "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"
  })
  void open_nameThatLeadsInside_isRefusedAndNeverConnectedTo(String address) {
    names.put("media.test", List.of(address));
    assertRefused(origin + "/a.png", "public address");

    names.put("media.test", List.of(OUTSIDE, address));
    assertRefused(origin + "/a.png", "public address");
    assertThat(requests).isEmpty();
  }

  @Test
  void open_nameThatChangesItsMind_isConnectedToWhereItWasChecked() throws IOException {
    RemoteMedia remote = new RemoteMedia(
        List.of("media.test:" + server.getAddress().getPort()),
        true,
        host -> {
          // The first answer is good, every later one leads inside: a second look-up would be the hole.
          lookups.add(host);
          return new InetAddress[] {InetAddress.getByName(lookups.size() == 1 ? OUTSIDE : "127.0.0.1")};
        },
        address -> address.getHostAddress().equals(OUTSIDE),
        PATIENCE);

    assertThat(read(remote, origin + "/a.png")).containsExactly(1, 2, 3, 4);
    assertThat(lookups).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void open_redirectWithinTheList_isFollowed(int status) throws IOException {
    assertThat(read(remote(), origin + "/to/" + status + "?/a.png")).containsExactly(1, 2, 3, 4);
    assertThat(lookups).as("each hop is resolved and checked anew").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://other.test/", "//other.test/a.png", "http://[fd00::1]/",
      "file:///etc/passwd", "gopher://media.test/", "http://user:pass@media.test/", ":bad:", "http://"
  })
  void open_redirectElsewhere_isRefused(String target) {
    assertThatExceptionOfType(ApiProblem.class).isThrownBy(() -> read(remote(), origin + "/to/302?" + target));
    assertThat(requests).hasSize(1);
  }

  @Test
  void open_redirectToANameThatLeadsInside_isRefused() {
    names.put("inside.test", List.of("127.0.0.1"));

    assertRefused(remote("inside.test"), origin + "/to/302?http://inside.test/a.png", "public address");
    assertThat(requests).hasSize(1);
  }

  @Test
  void open_redirectsWithoutEnd_areRefused() {
    assertRefused(origin + "/loop", "more than 3 redirects");

    assertThat(requests).hasSize(4);
  }

  @Test
  void open_statusOfFailure_isRefused() {
    assertRefused(origin + "/missing", "answered 404");
  }

  @Test
  void open_moreThanTheLimit_isRefused() {
    assertRefused(origin + "/large", "more than 100000 bytes");
    assertThatIOException().isThrownBy(() -> read(remote(), origin + "/endless")).withMessageContaining("longer");
  }

  @Test
  void open_slowHost_isGivenUp() {
    long begin = System.nanoTime();

    assertThatIOException().isThrownBy(() -> read(remote(new RemoteMedia.Limits(MAX_BYTES, Duration.ofMillis(500), LONG)), origin + "/silent"));
    assertThatIOException().isThrownBy(() -> read(remote(new RemoteMedia.Limits(MAX_BYTES, LONG, SHORT)), origin + "/dripping")).withMessageContaining("in time");

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
  }

  @Test
  void open_unknownName_cannotBeFetched() {
    names.clear();

    assertThatIOException().isThrownBy(() -> read(remote(), origin + "/a.png"));
  }

  @Test
  void open_plainHttpByDefault_isRefused() {
    RemoteMedia strict = new RemoteMedia(List.of("media.test:" + server.getAddress().getPort()), false);

    assertRefused(strict, origin + "/a.png", "https");
  }

  @Test
  void open_withoutAList_isOffline() {
    RemoteMedia offline = new RemoteMedia(List.of(), false);

    assertRefused(offline, "https://example.com/a.png", "example.com");
  }

  @Test
  void open_headersThatTrickle_areGivenUpInTime() throws Exception {
    try (var trickling = new java.net.ServerSocket(0, 1, InetAddress.getByName(OUTSIDE))) {
      Thread host = new Thread(() -> {
        try (var socket = trickling.accept()) {
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          while (!over.await(50, TimeUnit.MILLISECONDS)) {
            socket.getOutputStream().write('a');
          }
        } catch (IOException | InterruptedException e) {
          // Given up.
        }
      });
      host.start();
      long begin = System.nanoTime();

      assertThatIOException().isThrownBy(() -> read(remote(new RemoteMedia.Limits(MAX_BYTES, LONG, SHORT), "media.test:" + trickling.getLocalPort()), "http://media.test:" + trickling.getLocalPort() + "/a.png"));

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
      host.join();
    }
  }
}
