package com.vicsee.sandbox.media;

import com.vicsee.server.error.ApiProblem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Media on other hosts. Only hosts of the allow-list {@code vicsee.remote-hosts} are asked, which is empty by default: a sandbox is offline.
 *
 * <p>A host on the list can still lead inside: by its DNS, or by a redirect (OWASP, server-side request forgery). So each hop is checked anew, host and
 * address; a name is resolved once, and the connection goes to the very address that was checked.
 */
@Component
final class RemoteMedia implements DisposableBean {
  private static final int MAX_REDIRECTS = 3;
  private static final long MAX_BYTES = 100L * 1024 * 1024;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String NOT_FETCHED = "must be media that can be fetched; ";

  private final Set<String> allowed;
  private final boolean plainHttp;
  private final Resolver resolver;
  private final Predicate<InetAddress> permitted;
  private final Limits limits;
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(RemoteMedia::daemon);
  private final ExecutorService lookUps = Executors.newCachedThreadPool(RemoteMedia::daemon);

  /** Finds the addresses of a host. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * How much is fetched.
   *
   * @param patience how long a connection or the next bytes may take
   * @param total how long everything may take
   */
  record Limits(long bytes, Duration patience, Duration total) {}

  /**
   * Makes the one of the application.
   *
   * @param hosts the allow-list: {@code host} for the usual port, or {@code host:port}
   * @param plainHttp whether {@code http:} is followed too; false by default
   */
  @Autowired
  RemoteMedia(@Value("${vicsee.remote-hosts:}") List<String> hosts, @Value("${vicsee.remote-plain-http:false}") boolean plainHttp) {
    this(
        hosts,
        plainHttp,
        InetAddress::getAllByName,
        PublicAddresses::contain,
        new Limits(MAX_BYTES, Duration.ofSeconds(5), Duration.ofSeconds(20)));
  }

  RemoteMedia(List<String> hosts, boolean plainHttp, Resolver resolver, Predicate<InetAddress> permitted, Limits limits) {
    this.allowed = new HashSet<>();
    hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).filter(host -> !host.isEmpty()).forEach(allowed::add);
    this.plainHttp = plainHttp;
    this.resolver = resolver;
    this.permitted = permitted;
    this.limits = limits;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "remote-media");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void destroy() {
    watch.shutdownNow();
    lookUps.shutdownNow();
  }

  /**
   * Opens media on another host. Nothing is sent to a host or an address that is not allowed.
   *
   * @param field the name of the field, for the problem
   * @throws ApiProblem if it is not allowed, or what was found there is not media
   * @throws IOException if it cannot be fetched within the limits
   */
  MediaStream open(String field, String source) throws IOException {
    long deadline = System.nanoTime() + limits.total().toNanos();
    URI uri = parse(field, source);
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      CloseableHttpClient client = clientFor(checkedAddress(field, uri, deadline));
      // Bytes may come one at a time, each within the patience, and a header has no end.
      Future<?> end = watch.schedule(() -> client.close(CloseMode.IMMEDIATE), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      boolean handedOver = false;
      try {
        ClassicHttpResponse response = client.executeOpen(target(uri), new HttpGet(uri), null);
        if (!REDIRECTS.contains(response.getCode())) {
          InputStream body = body(field, response, client, deadline, end);
          handedOver = true;
          return MediaStream.of(body, response.getEntity().getContentType(), uri.getPath(), response.getEntity().getContentLength());
        }
        Header location = response.getFirstHeader("Location");
        uri = parse(field, location == null ? "" : resolve(field, uri, location.getValue()));
      } finally {
        if (!handedOver) {
          end.cancel(false);
          client.close(CloseMode.IMMEDIATE);
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("not fetched in time");
      }
    }
    throw ApiProblem.invalidParameter(field, NOT_FETCHED + "there were more than " + MAX_REDIRECTS + " redirects");
  }

  private static String resolve(String field, URI from, String location) {
    try {
      return from.resolve(location).toString();
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalidParameter(field, NOT_FETCHED + "its redirect is not a URL");
    }
  }

  private URI parse(String field, String source) {
    URI uri;
    try {
      uri = URI.create(source);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalidParameter(field, "must be a URL");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null || !isAllowed(uri)) {
      throw ApiProblem.invalidParameter(field, rule() + "; received host \"" + String.valueOf(uri.getHost()) + '"');
    }
    if (!"https".equalsIgnoreCase(uri.getScheme()) && !(plainHttp && "http".equalsIgnoreCase(uri.getScheme()))) {
      throw ApiProblem.invalidParameter(field, "must be an https URL");
    }
    return uri;
  }

  private boolean isAllowed(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return allowed.contains(uri.getPort() < 0 || uri.getPort() == usualPort(uri) ? host : host + ":" + uri.getPort());
  }

  private String rule() {
    return "must be an upload of your own, a result, a data URI, or on one of the allowed hosts (sandbox.vicsee.com"
        + (allowed.isEmpty() ? "" : ", " + String.join(", ", allowed.stream().sorted().toList()))
        + ")";
  }

  private static int usualPort(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
  }

  private static HttpHost target(URI uri) {
    return new HttpHost(uri.getScheme().toLowerCase(Locale.ROOT), uri.getHost(), uri.getPort() < 0 ? usualPort(uri) : uri.getPort());
  }

  /** One bad address among several spoils the name: which one a library would take is a matter of luck. */
  private InetAddress checkedAddress(String field, URI uri, long deadline) throws IOException {
    InetAddress[] addresses = resolve(uri.getHost(), deadline);
    if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(permitted)) {
      throw ApiProblem.invalidParameter(field, NOT_FETCHED + "host \"" + uri.getHost() + "\" is not on a public address");
    }
    return addresses[0];
  }

  private InetAddress[] resolve(String host, long deadline) throws IOException {
    Future<InetAddress[]> answer = lookUps.submit(() -> resolver.resolve(host));
    try {
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("not resolved in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      answer.cancel(true);
    }
  }

  private CloseableHttpClient clientFor(InetAddress address) {
    Timeout wait = Timeout.of(limits.patience());
    return HttpClients.custom()
        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Pinned(address))
            .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(wait).setSocketTimeout(wait).build())
            .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(wait).build())
            .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(wait).setRedirectsEnabled(false).build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .setUserAgent("vicsee-sandbox")
        .build();
  }

  private InputStream body(String field, ClassicHttpResponse response, CloseableHttpClient client, long deadline, Future<?> end) throws IOException {
    if (response.getCode() != 200 || response.getEntity() == null) {
      throw ApiProblem.invalidParameter(field, NOT_FETCHED + "the host answered " + response.getCode());
    }
    if (response.getEntity().getContentLength() > limits.bytes()) {
      throw ApiProblem.invalidParameter(field, NOT_FETCHED + "it has more than " + limits.bytes() + " bytes");
    }
    return new Bounded(response.getEntity().getContent(), client, limits.bytes(), deadline, end);
  }

  /** Lets a connection go to one address only, whatever the name would resolve to by now. */
  private record Pinned(InetAddress address) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {address};
    }

    @Override
    public @Nullable String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** A body that ends with a failure when it is too long or takes too long. */
  private static final class Bounded extends FilterInputStream {
    private final CloseableHttpClient client;
    private final long deadline;
    private final Future<?> end;
    private long left;

    Bounded(InputStream body, CloseableHttpClient client, long bytes, long deadline, Future<?> end) {
      super(body);
      this.end = end;
      this.client = client;
      this.left = bytes;
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n;
      try {
        n = super.read(into, offset, length);
      } catch (IOException e) {
        throw System.nanoTime() > deadline ? new IOException("not fetched in time", e) : e;
      }
      left -= Math.max(0, n);
      if (left < 0) {
        throw new IOException("longer than allowed");
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("not fetched in time");
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      return n <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    /** Closes the connection rather than reading the rest of a body that nobody wants. */
    @Override
    public void close() throws IOException {
      end.cancel(false);
      client.close(CloseMode.IMMEDIATE);
    }
  }
}
