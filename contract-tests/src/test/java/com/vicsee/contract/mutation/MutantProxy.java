package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.support.LoopbackServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the loopback interface that puts one mutant in front of a correct server. A tool in any language needs its URL only. What is
 * not part of the API, such as the control of the sandbox, passes unchanged.
 */
public final class MutantProxy implements AutoCloseable {

  /** What the proxy does to the answers of an operation; either a mutant or a wire fault, or neither. */
  private record Active(@Nullable Mutant mutant, @Nullable Mutation mutation, String operation, @Nullable WireFault fault) {}

  private static final Active NONE = new Active(null, null, "", null);

  private final Contract contract;
  private final HttpTarget original;
  private final String path;
  private final LoopbackServer server;
  private final AtomicInteger mutated = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Active active = NONE;

  /**
   * Starts in front of a correct server.
   *
   * @param baseUrl the URL of that server that the contract's paths are below
   */
  public MutantProxy(Contract contract, String baseUrl) throws IOException {
    this.contract = contract;
    this.original = new HttpTarget("original", baseUrl, Duration.ofMinutes(2));
    this.path = new ApiRequest("GET", original.baseUrl(), Map.of(), new byte[0]).requestTarget();
    String origin = original.baseUrl().substring(0, original.baseUrl().length() - path.length());
    // The server sees the Host of the proxy, so that its links lead through the proxy too.
    this.server = LoopbackServer.start(origin, (request, connection) -> send(connection, request, original.send(request)));
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return server.origin() + path;
  }

  /** Passes all answers unchanged from now on. */
  public void deactivate() {
    activate(NONE);
  }

  /** Activates a mutant, and no other. */
  public void activate(Mutant mutant) {
    activate(new Active(mutant, mutant.mutations().get(), mutant.operation(), null));
  }

  /** Sends the answers of an operation with a fault from now on. */
  public void activate(String operation, WireFault fault) {
    activate(new Active(null, null, operation, fault));
  }

  private void activate(Active other) {
    active = other;
    mutated.set(0);
    requests.set(0);
  }

  /** How many requests were received since the mutant was activated. */
  public int requests() {
    return requests.get();
  }

  /** How many answers were mutated since the mutant was activated. */
  public int mutated() {
    return mutated.get();
  }

  private void send(Socket connection, ApiRequest request, Exchange answer) throws IOException, InterruptedException {
    requests.incrementAndGet();
    Active now = active;
    boolean ofApi = request.url().startsWith(original.baseUrl());
    String operation = Routes.of(contract, request).orElse("");
    Exchange sent = ofApi ? mutated(now, operation, answer) : answer;
    byte[] head = LoopbackServer.head(request, sent);
    WireFault fault = now.fault();
    if (fault != null && ofApi && operation.equals(now.operation())) {
      mutated.incrementAndGet();
      fault.send(head, sent.body(), connection);
    } else if (sent.fault().isEmpty()) {
      LoopbackServer.write(connection, head, sent.body());
      connection.shutdownOutput();
    }
  }

  private synchronized Exchange mutated(Active now, String operation, Exchange answer) {
    Mutant mutant = now.mutant();
    Mutation mutation = now.mutation();
    if (mutant == null || mutation == null || answer.fault().isPresent() || !mutant.concerns(answer.status())
        || !(operation.isEmpty() || operation.equals(mutant.operation()))) {
      return answer;
    }
    Exchange changed = mutation.apply(answer, original::send);
    if (changed != answer) {
      mutated.incrementAndGet();
    }
    return changed;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
