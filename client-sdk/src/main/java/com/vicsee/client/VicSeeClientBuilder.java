package com.vicsee.client;

import com.vicsee.client.model.ContractFacts;
import com.vicsee.client.http.AttemptListener;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.http.Transport;
import com.vicsee.client.internal.Settings;
import com.vicsee.client.internal.UserAgent;
import com.vicsee.client.json.Requirements;
import com.vicsee.client.ratelimit.Pacing;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.retry.Sleeper;
import com.vicsee.client.value.Values;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds a {@link VicSeeClient}. Not thread-safe. */
public final class VicSeeClientBuilder {

  /** The environment variable with the API key. */
  public static final String API_KEY_VARIABLE = "VICSEE_API_KEY";

  /** The environment variable with the base URL. */
  public static final String BASE_URL_VARIABLE = "VICSEE_BASE_URL";

  private final Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable String apiKey;
  private URI baseUrl = URI.create(ContractFacts.BASE_URL);
  private @Nullable Transport transport;
  private UnaryOperator<Transport> wrapper = UnaryOperator.identity();
  private @Nullable AttemptListener attempts;
  private @Nullable Executor executor;
  private @Nullable ProxySelector proxy;
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration timeout = Duration.ofMinutes(2);
  private Duration attemptTimeout = Duration.ofSeconds(30);
  private RetryPolicy retryPolicy = RetryPolicy.defaults();
  private Pacing pacing = Pacing.none();
  private int maxResponseBytes = 16 * 1024 * 1024;
  private Clock clock = Clock.systemUTC();
  private Sleeper sleeper = Sleeper.system();
  private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  private Supplier<String> idempotencyKeys = () -> UUID.randomUUID().toString();
  private @Nullable String userAgentSuffix;

  VicSeeClientBuilder() {
  }

  /**
   * Uses the key of the environment variable {@code VICSEE_API_KEY} and, when {@code VICSEE_BASE_URL} is set, that
   * base URL.
   *
   * @throws IllegalStateException when there is no key
   */
  public VicSeeClientBuilder fromEnvironment() {
    return fromEnvironment(System::getenv);
  }

  /** Uses the key and the base URL of variables. */
  VicSeeClientBuilder fromEnvironment(UnaryOperator<@Nullable String> variables) {
    String key = variables.apply(API_KEY_VARIABLE);
    if (key == null || key.isBlank()) {
      throw new IllegalStateException("The environment variable " + API_KEY_VARIABLE + " is not set");
    }
    apiKey(key.trim());
    String url = variables.apply(BASE_URL_VARIABLE);
    return url == null || url.isBlank() ? this : baseUrl(url.trim());
  }

  /**
   * Sets the API key. Without one, only public operations succeed.
   *
   * @throws IllegalArgumentException when the key has characters that no header can have; the message does not repeat
   *     it
   */
  public VicSeeClientBuilder apiKey(String value) {
    if (value.isEmpty() || !value.chars().allMatch(character -> character > 0x20 && character < 0x7F)) {
      throw new IllegalArgumentException("The API key is empty, or has a space or a character that is not ASCII");
    }
    this.apiKey = value;
    return this;
  }

  /**
   * Sets the base URL. Default: the first server of the contract.
   *
   * @throws IllegalArgumentException when it is not an absolute HTTP URL, or holds a password
   */
  public VicSeeClientBuilder baseUrl(String value) {
    URI uri;
    try {
      uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
    } catch (URISyntaxException malformed) {
      // The value may hold a password.
      throw new IllegalArgumentException("baseUrl must be a URL: " + malformed.getReason());
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("A base URL must not hold a password");
    }
    if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("baseUrl must be an absolute HTTP URL without query and fragment; received " + value);
    }
    this.baseUrl = uri;
    return this;
  }

  /**
   * Sets the HTTP client, which the caller closes. {@link #connectTimeout}, {@link #proxy} and {@link #executor} are its own
   * settings then. Default: a new one.
   *
   * @throws IllegalArgumentException when it follows redirects, and so would carry the API key to another host
   */
  public VicSeeClientBuilder httpClient(HttpClient value) {
    return transport(Transport.of(value));
  }

  /** Sets the transport, such as another HTTP library or a fake. The caller closes it. Default: the HTTP client of the JDK. */
  public VicSeeClientBuilder transport(Transport value) {
    this.transport = value;
    return this;
  }

  /** Wraps the transport, as metrics and traces do. Wrappers add up; the last one is the outermost. */
  public VicSeeClientBuilder wrapTransport(UnaryOperator<Transport> wrapper) {
    UnaryOperator<Transport> inner = this.wrapper;
    this.wrapper = sender -> wrapper.apply(inner.apply(sender));
    return this;
  }

  /** Sets the listener of attempts, for logs and metrics. Default: none. The client itself writes no log. */
  public VicSeeClientBuilder attemptListener(AttemptListener value) {
    this.attempts = value;
    return this;
  }

  /**
   * Sets the executor of the HTTP client, which the caller closes. Deadlines do not depend on it. Default: threads of the
   * client's own, which end when they are idle.
   */
  public VicSeeClientBuilder executor(Executor value) {
    this.executor = value;
    return this;
  }

  /**
   * Sets the proxy. Default: that of the JDK's system properties. A proxy with a password needs an {@link #httpClient} with an
   * {@link java.net.Authenticator}; and one that accepts Basic only, the system property
   * {@code jdk.http.auth.tunneling.disabledSchemes} set to nothing.
   */
  public VicSeeClientBuilder proxy(ProxySelector value) {
    this.proxy = value;
    return this;
  }

  /** Sets the deadline of making a connection. Default 10 s. */
  public VicSeeClientBuilder connectTimeout(Duration value) {
    this.connectTimeout = Values.positive("connectTimeout", value);
    return this;
  }

  /**
   * Sets the deadline of a whole call, with all attempts and all waits between them. Default 2 minutes; a transfer has
   * its own.
   */
  public VicSeeClientBuilder timeout(Duration value) {
    this.timeout = Values.positive("timeout", value);
    return this;
  }

  /** Sets the deadline of one attempt with its body, and the longest silence within a transfer. Default 30 s. */
  public VicSeeClientBuilder attemptTimeout(Duration value) {
    this.attemptTimeout = Values.positive("attemptTimeout", value);
    return this;
  }

  /** Sets the retries. Default: {@link RetryPolicy#defaults()}. */
  public VicSeeClientBuilder retryPolicy(RetryPolicy value) {
    this.retryPolicy = value;
    return this;
  }

  /**
   * Sets how often a failed attempt is repeated, and leaves the rest of the retries as it is. Zero means never. Default 2.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public VicSeeClientBuilder maxRetries(int value) {
    return retryPolicy(retryPolicy.toBuilder().maxRetries(value).build());
  }

  /** Sets what happens before the quota is exhausted. Default: {@link Pacing#none()}. */
  public VicSeeClientBuilder pacing(Pacing value) {
    this.pacing = value;
    return this;
  }

  /** Sets the greatest JSON body that is read, in bytes. Default 16 MiB. A result or an upload is not limited by it. */
  public VicSeeClientBuilder maxResponseBytes(int value) {
    Values.check(value > 0, "maxResponseBytes must be positive", value);
    this.maxResponseBytes = value;
    return this;
  }

  /**
   * Adds a header to each request.
   *
   * @throws IllegalArgumentException when the header cannot be sent, or is the idempotency key, of which each paid call has its own
   */
  public VicSeeClientBuilder header(String name, String value) {
    RequestOptions.builder().header(name, value);
    headers.put(name, value);
    return this;
  }

  /**
   * Adds the name and version of the calling program to the user agent, such as {@code shop/2.1}.
   *
   * @throws IllegalArgumentException when it cannot be sent as a header
   */
  public VicSeeClientBuilder userAgent(String value) {
    RequestOptions.builder().header("User-Agent", value);
    this.userAgentSuffix = value;
    return this;
  }

  /** Sets the clock of waits and deadlines. Default: the system's. For tests. */
  public VicSeeClientBuilder clock(Clock value) {
    this.clock = value;
    return this;
  }

  /** Sets how time passes between two attempts or two polls. Default: {@link Sleeper#system()}. For tests. */
  public VicSeeClientBuilder sleeper(Sleeper value) {
    this.sleeper = value;
    return this;
  }

  /** Sets the source of the jitter, numbers from 0 (inclusive) to 1 (exclusive). For tests. */
  public VicSeeClientBuilder random(DoubleSupplier value) {
    this.random = value;
    return this;
  }

  /** Sets what makes the idempotency key of a paid call that has none. Each must be new. Default: a random UUID. */
  public VicSeeClientBuilder idempotencyKeys(Supplier<String> value) {
    // Without a key, a retry would be paid again.
    this.idempotencyKeys = () -> Objects.requireNonNull(value.get(), "idempotencyKeys returned null");
    return this;
  }

  /**
   * Returns a client.
   *
   * @throws IllegalStateException when the pacing may wait longer than the timeout of a call, or the annotations of Jackson on
   *     the class path are too old
   */
  public VicSeeClient build() {
    Requirements.check(VicSeeClientBuilder.class.getClassLoader());
    if (pacing.action() == Pacing.Action.WAIT && pacing.maxWait().compareTo(timeout) >= 0) {
      throw new IllegalStateException("timeout must be longer than the " + pacing.maxWait()
          + " that the pacing may wait; it is " + timeout);
    }
    // The common pool will not do: it has one thread on a small machine, and belongs to the whole program.
    ExecutorService own = Executors.newCachedThreadPool(VicSeeClientBuilder::daemon);
    HttpClient http = transport == null ? newHttpClient(executor != null ? executor : own) : null;
    Transport sender = http == null ? Objects.requireNonNull(transport) : Transport.of(http);
    return new DefaultClient(new Settings(
        baseUrl,
        apiKey,
        wrapper.apply(sender),
        http,
        own,
        retryPolicy,
        pacing,
        timeout,
        attemptTimeout,
        maxResponseBytes,
        clock,
        Settings.NanoTime.of(clock),
        sleeper,
        random,
        idempotencyKeys,
        Map.copyOf(headers),
        UserAgent.of(userAgentSuffix),
        attempts));
  }

  private HttpClient newHttpClient(Executor runner) {
    HttpClient.Builder builder = HttpClient.newBuilder()
        .connectTimeout(connectTimeout)
        .executor(runner)
        .followRedirects(HttpClient.Redirect.NEVER)
        // Without TLS the JDK asks for HTTP/2 by an upgrade, which some servers answer wrongly.
        .version("http".equalsIgnoreCase(baseUrl.getScheme()) ? HttpClient.Version.HTTP_1_1
            : HttpClient.Version.HTTP_2);
    if (proxy != null) {
      builder.proxy(proxy);
    }
    return builder.build();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "vicsee-client");
    thread.setDaemon(true);
    return thread;
  }
}
