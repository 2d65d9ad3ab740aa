package com.vicsee.contract.probe;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of a run, and repeats one while a gateway fails to reach the API or has had too many requests, or while the server restarts. If one request
 * fails again and again while another is answered, the cause is the API, and the failure is judged. Of one run and one thread.
 */
final class Delivery {

  /** After so many failures of a request, another one shows whether the server is there. A gateway with several servers may choose a broken one a few times. */
  private static final int TRIES = 4;
  private static final int TRIES_OF_CONNECTION = 2;

  /** With back-off, about a minute. */
  private static final int LONGEST = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int TOO_MANY = 429;

  /** So many failures of requests to one path that must not be repeated are a fault of the API. */
  private static final int PATIENCE = 3;

  /** How often a scenario may start. If it is disturbed each time, the rest of it is not tried. */
  private static final int STARTS = 3;

  private final Map<String, Integer> failures = new HashMap<>();
  private @Nullable Away away;
  private String scenario = "";
  private int starts;

  /**
   * How a request may be sent.
   *
   * @param repeatable whether it may be repeated although the API may have processed it
   * @param fragile whether the scenario starts again after such a repetition
   * @param other a request of another operation, if there is one
   * @param pause waits before a repetition
   */
  record Terms(boolean repeatable, boolean fragile, Supplier<Optional<ApiRequest>> other, Consumer<Duration> pause) {}

  /** Why the server counts as away for the rest of the run; empty while it is there. */
  Optional<String> away() {
    return Optional.ofNullable(away).map(Away::reason);
  }

  /** Begins a scenario, maybe again. */
  void begin(String id) {
    starts = id.equals(scenario) ? starts : 1;
    scenario = id;
  }

  /** Whether the scenario may start again, which counts as a start. */
  boolean startAgain() {
    return starts++ < STARTS;
  }

  private void requireServer() {
    if (away != null) {
      throw away;
    }
  }

  /** Changes the state of the server by its control. */
  void control(Runnable change) {
    requireServer();
    try {
      change.run();
    } catch (Away e) {
      away = e;
      throw e;
    }
  }

  /**
   * Sends a request.
   *
   * @throws Unreached if there is no answer that can be judged
   */
  Exchange send(Function<ApiRequest, Exchange> server, ApiRequest request, Optional<String> gateway, Terms terms) {
    requireServer();
    Exchange first = server.apply(request);
    boolean cut = first.isCut();
    if (!cut && !isPassing(first) || cut && answers(server, terms)) {
      return first;
    }
    Exchange exchange = first;
    boolean there = false;
    Duration wait = FIRST_PAUSE;
    for (int i = 1; i < LONGEST && !there && (cut && i == 1 || isPassing(exchange)) && (terms.repeatable() || exchange.isUnsent()); i++) {
      there = i >= (exchange.isLost() ? TRIES_OF_CONNECTION : TRIES) && (exchange.status() == TOO_MANY || answers(server, terms));
      if (!there) {
        Duration usual = wait;
        terms.pause().accept(exchange.number("Retry-After").map(Duration::ofSeconds).filter(asked -> asked.compareTo(LONGEST_PAUSE) <= 0).orElse(usual));
        wait = wait.multipliedBy(2);
      }
      // The server may have come back between the failure and the answer to the other request.
      exchange = server.apply(request);
    }
    if (isPassing(exchange)) {
      return failed(server, exchange, there, gateway, terms);
    }
    if (terms.fragile() && !first.isUnsent() && first.status() != TOO_MANY) {
      throw new Disturbed("the connection failed in the middle: " + Gateway.line(first, gateway));
    }
    return exchange;
  }

  /** Returns the failure if it is one of the API. */
  private Exchange failed(Function<ApiRequest, Exchange> server, Exchange exchange, boolean there, Optional<String> gateway, Terms terms) {
    String reason = "answered before the API: " + Gateway.line(exchange, gateway);
    if (exchange.status() == TOO_MANY) {
      throw new Unreached(reason);
    }
    if (!terms.repeatable() && !exchange.isUnsent()) {
      int times = failures.merge(exchange.request().requestTarget(), 1, Integer::sum);
      if (times >= PATIENCE && answers(server, terms)) {
        return exchange;
      }
      throw new Unreached(reason);
    }
    if (!there) {
      away = new Away(Gateway.line(exchange, gateway));
      if (!exchange.isLost() || gateway.isPresent()) {
        throw away;
      }
    }
    return exchange;
  }

  private static boolean answers(Function<ApiRequest, Exchange> server, Terms terms) {
    return terms.other().get().map(server).filter(e -> e.fault().isEmpty() && !Gateway.isPassing(e)).isPresent();
  }

  /** Whether a failure may pass. A gateway may answer an unusual request itself. */
  private static boolean isPassing(Exchange exchange) {
    return Gateway.isPassing(exchange) && (exchange.isLost() || !Gateway.isUnusual(exchange.request()));
  }
}
