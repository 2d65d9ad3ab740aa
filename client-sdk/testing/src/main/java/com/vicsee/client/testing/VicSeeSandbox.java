package com.vicsee.client.testing;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.model.ContractFacts;
import com.vicsee.client.testing.generated.Persona;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The sandbox of the API in this process, on a free port of the loopback address: it counts credits and quota, draws
 * real media and raises each error of the contract, without a network, an account or a bill. Thread-safe; the state is
 * that of the server: tests that share a sandbox share its balances.
 *
 * <pre>{@code
 * try (VicSeeSandbox sandbox = VicSeeSandbox.start()) {
 *   VicSeeClient client = sandbox.client(Persona.BROKE);
 *   assertThrows(InsufficientCreditsException.class, () -> client.generations().create(request));
 * }
 * }</pre>
 */
public final class VicSeeSandbox implements AutoCloseable {

  private final SandboxServer server;
  private final SandboxControl control;
  private final URI origin;
  private final int lapse;
  private final AtomicReference<Duration> advanced = new AtomicReference<>(Duration.ZERO);
  private final List<VicSeeClient> clients = new ArrayList<>();

  private VicSeeSandbox(SandboxServer server, int lapse) {
    this.server = server;
    this.origin = URI.create("http://127.0.0.1:" + server.port());
    this.control = new SandboxControl(origin);
    this.lapse = lapse;
  }

  /** Starts a sandbox by default, which takes some seconds. */
  public static VicSeeSandbox start() {
    return start(SandboxOptions.defaults());
  }

  /** Starts a sandbox. */
  public static VicSeeSandbox start(SandboxOptions options) {
    Map<String, String> arguments = new LinkedHashMap<>();
    // The working folder of the program under test has no say.
    arguments.put("--spring.config.location", "classpath:/");
    arguments.put("--spring.datasource.url",
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
    arguments.put("--server.address", "127.0.0.1");
    arguments.put("--server.port", "0");
    arguments.put("--server.shutdown", "immediate");
    arguments.put("--logging.level.com.vicsee", "warn");
    arguments.put("--vicsee.jobs.polling-interval", "20ms");
    arguments.put("--vicsee.sandbox.generation-time", options.generationTime().toMillis() + "ms");
    arguments.putAll(options.arguments());
    List<String> line = arguments.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
    return new VicSeeSandbox(SandboxServer.start(line), options.timeLapse());
  }

  /** Returns the base URL of its API. */
  public String baseUrl() {
    return origin + ContractFacts.BASE_PATH;
  }

  /** Returns the address of its page, with a command for each error of each operation. */
  public URI page() {
    return origin.resolve("/");
  }

  /** Returns a client of the Pro user, who has credits and quota. It is closed with the sandbox at the latest. */
  public VicSeeClient client() {
    return client(Persona.PRO);
  }

  /** Returns a client of a persona. It is closed with the sandbox at the latest. */
  public VicSeeClient client(Persona persona) {
    VicSeeClient client = clientBuilder(persona).build();
    synchronized (clients) {
      clients.add(client);
    }
    return client;
  }

  /**
   * Returns a builder of clients of a persona: base URL and key are set, and a clock and a sleeper with which waits
   * pass {@linkplain SandboxOptions#timeLapse() faster}.
   */
  public VicSeeClientBuilder clientBuilder(Persona persona) {
    SandboxTime time = new SandboxTime(this, lapse);
    return VicSeeClient.builder().baseUrl(baseUrl()).apiKey(persona.key()).clock(time).sleeper(time);
  }

  /** Returns the time of the sandbox. */
  public Instant now() {
    return control.now();
  }

  /**
   * Moves the clock of the sandbox and of its clients forward. A day gives everyone a new quota.
   *
   * @throws IllegalArgumentException when the time is negative, or longer than ten years
   */
  public void advance(Duration by) {
    SandboxControl.join(control.advance(by));
    advanced.updateAndGet(before -> before.plus(by));
  }

  /** Brings accounts, tasks, clock and journal back to their first state. */
  public void reset() {
    control.reset();
    advanced.set(Duration.ZERO);
  }

  /** Returns the last requests to the API, newest first, those of all clients. */
  public List<RecordedRequest> requests() {
    return control.requests();
  }

  /** Closes the clients that it handed out, and stops. */
  @Override
  public void close() {
    List<VicSeeClient> open;
    synchronized (clients) {
      open = List.copyOf(clients);
      clients.clear();
    }
    open.forEach(VicSeeClient::close);
    server.close();
  }

  Duration advanced() {
    return advanced.get();
  }

  /** Lets the sandbox skip what a client's sleep skipped. */
  CompletableFuture<Void> skip(Duration by) {
    return control.advance(by);
  }

  /** Returns where it is. */
  @Override
  public String toString() {
    return "VicSeeSandbox[" + baseUrl() + "]";
  }
}
