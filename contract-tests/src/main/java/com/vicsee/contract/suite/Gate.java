package com.vicsee.contract.suite;

import com.vicsee.contract.probe.Away;
import com.vicsee.contract.probe.Disturbed;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.World;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Methods;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.probe.Unreached;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Every request of a run passes here. The gate ends the run when its time is up. On a server that is not the sandbox it also keeps within
 * the budgets of requests and credits. Each run has its own; it is used by one thread.
 */
final class Gate implements Target, World.Limits {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);

  private final Contract contract;
  private final Target target;
  private final Settings settings;
  private final Progress progress;
  private final RequestBudget quota;
  private final CreditBudget credits;
  private final Instant deadline;
  private boolean sandbox;
  private boolean guarded = true;
  private BooleanSupplier enough = () -> false;
  private long sent;

  Gate(Contract contract, Schemas schemas, Target target, Settings settings, Progress progress) {
    this.contract = contract;
    this.target = target;
    this.settings = settings;
    this.progress = progress;
    this.deadline = settings.clock().instant().plus(settings.budget());
    this.quota = new RequestBudget(contract.fields(), settings, deadline);
    this.credits = new CreditBudget(contract, schemas, target.baseUrl(), settings);
  }

  /** Sets what the server is. */
  void open(boolean isSandbox, BooleanSupplier whenToStop) {
    sandbox = isSandbox;
    guarded = !isSandbox;
    enough = whenToStop;
  }

  /** How many requests were sent. */
  long sent() {
    return sent;
  }

  /** How many credits were taken, as far as the server says. */
  long spent() {
    return credits.spent();
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public String baseUrl() {
    return target.baseUrl();
  }

  @Override
  public Exchange send(ApiRequest request) {
    before(request);
    return after(target.send(request));
  }

  @Override
  public List<Exchange> sendTogether(List<ApiRequest> requests) {
    requests.forEach(this::before);
    return target.sendTogether(requests).stream().map(this::after).toList();
  }

  private void before(ApiRequest request) {
    if (enough.getAsBoolean()) {
      throw new Unreached("the run stops at the first fault");
    }
    if (!settings.clock().instant().isBefore(deadline)) {
      throw new Unreached("the budget of " + settings.budget().toSeconds() + " s is used up");
    }
    if (guarded) {
      if (request.url().startsWith(baseUrl()) && !Methods.isHarmless(contract, request.method())) {
        throw new Unreached(request.method() + " could change the state of a server that is not the sandbox");
      }
      credits.before(request);
      quota.before(request);
    }
  }

  private Exchange after(Exchange exchange) {
    sent++;
    if (guarded) {
      quota.after(exchange);
      credits.after(exchange);
    }
    progress.answered(sent);
    return exchange;
  }

  /** Sends a request outside the budgets: for a caller that the server refuses, or a persona, whose quota is not one of the run. */
  Exchange sendUncounted(ApiRequest request) {
    sent++;
    return target.send(request);
  }

  @Override
  public void refresh() {
    if (sandbox) {
      change(toControl("POST", "/reset", ""));
    }
  }

  /** Changes the state of the sandbox. The answers of an unchanged one say nothing. */
  private void change(ApiRequest request) {
    Exchange exchange = control(request);
    if (Gateway.isPassing(exchange)) {
      throw new Away(exchange.summary() + " to " + exchange.request());
    }
  }

  @Override
  public void advance(Duration by) {
    if (!sandbox) {
      throw new Unreached("only the sandbox has a clock that can be moved");
    }
    ApiRequest request = toControl("POST", "/clock", "{\"advance\":\"" + by + "\"}");
    if (Gateway.isPassing(target.send(request))) {
      change(request);
      throw new Disturbed("the clock may have moved twice, since the connection failed in the middle");
    }
  }

  @Override
  public void pause(Duration time) {
    try {
      settings.sleeper().sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreached("the run was interrupted");
    }
  }

  /** Calls the control of the sandbox, and again while a gateway does not reach it. */
  Exchange control(String method, String path) {
    return control(toControl(method, path, ""));
  }

  /** A request to the control, which is beside the API and needs no key. */
  private ApiRequest toControl(String method, String path, String body) {
    Map<String, String> headers = body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json");
    return new ApiRequest(method, Recognition.control(baseUrl()) + path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private Exchange control(ApiRequest request) {
    Exchange exchange = target.send(request);
    for (Duration wait = FIRST_PAUSE; Gateway.isPassing(exchange) && wait.compareTo(LONGEST_PAUSE) <= 0; wait = wait.multipliedBy(2)) {
      pause(wait);
      exchange = target.send(request);
    }
    return exchange;
  }

  @Override
  public long credits() {
    return sandbox ? Long.MAX_VALUE : credits.left();
  }

  @Override
  public long requests(String key) {
    return sandbox ? Long.MAX_VALUE : quota.left(key);
  }

  @Override
  public boolean takesBigBodies() {
    if (sandbox) {
      return true;
    }
    try {
      return InetAddress.getByName(new ApiRequest("GET", baseUrl(), Map.of(), new byte[0]).origin().getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
