package com.vicsee.contract.probe;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Promise;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.input.Input;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Response;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.spec.Schemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Drives a server for a scenario. All response checks judge every answer. */
public final class Probe {

  /** After so many requests without an answer, the scenario stops calling an operation. */
  private static final int PATIENCE = 3;

  /** With so many requests left, a scenario need not save any. */
  private static final int PLENTY = 5000;
  private final Examiner examiner;
  private final Target target;
  private final Scenario scenario;
  private final World world;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> skipped = new LinkedHashSet<>();
  private final Set<Exchange> beforeApi = new HashSet<>();
  private final Map<String, Integer> faults = new HashMap<>();
  private final Map<String, Exchange> latest = new HashMap<>();
  private @Nullable Exchange last;
  private @Nullable Operation asked;
  private int sent;
  private boolean moved;
  private int turn;
  private String caller;

  private Probe(Examiner examiner, Target target, Scenario scenario, World world) {
    this.examiner = examiner;
    this.target = target;
    this.scenario = scenario;
    this.world = world;
    this.caller = world.key();
  }

  /**
   * The result of a scenario.
   *
   * @param findings the faults
   * @param skipped why parts of it were not tried; empty when all were
   */
  public record Result(List<Finding> findings, List<String> skipped) {}

  /** Runs a scenario against a server, and again where the connection failed in the middle. */
  public static Result run(Examiner examiner, Target target, Scenario scenario, World world) {
    Probe probe = new Probe(examiner, target, scenario, world);
    boolean again = false;
    try {
      world.delivery().begin(scenario.id());
      probe.refresh();
      scenario.run(probe);
    } catch (Disturbed e) {
      again = world.delivery().startAgain();
      probe.skip(e.reason());
    } catch (Unreached e) {
      probe.skip(e.reason());
    } catch (RuntimeException e) {
      probe.crashed(e);
    }
    String promise = Elements.promise(scenario.id());
    Exchange last = probe.last;
    if (!probe.findings.isEmpty()) {
      examiner.ledger().broken(probe.findings.get(0).of(promise));
    } else if (last != null && probe.skipped.isEmpty()) {
      probe.proven(promise, last);
    }
    if (again) {
      Result later = run(examiner, target, scenario, world);
      return new Result(Stream.concat(probe.findings.stream(), later.findings().stream()).toList(), later.skipped());
    }
    return new Result(List.copyOf(probe.findings), List.copyOf(probe.skipped));
  }

  /** An answer that breaks a check is a fault of the answer. */
  private void crashed(RuntimeException e) {
    Operation operation = asked;
    if (operation == null) {
      throw new IllegalStateException(scenario.id() + " failed before its first request", e);
    }
    if (findings.isEmpty()) {
      Exchange seen = last == null ? Exchange.failed(valid(operation), "no answer") : last;
      broken(Elements.promise(scenario.id()), seen, seen.summary(), "an answer that the check can read; it failed with " + e + " after a request of "
          + operation.id(), operation.pointer());
    }
  }

  /** Restores quota, credits and free places of all accounts, where the server allows that. */
  public void refresh() {
    world.delivery().control(world.limits()::refresh);
    latest.clear();
    moved = false;
  }

  /** Moves the server's clock, where the server allows that. Its `Date` header keeps the real time. */
  public void advance(Duration by) {
    world.delivery().control(() -> world.limits().advance(by));
    moved = true;
  }

  /** The surroundings of the server. */
  public World world() {
    return world;
  }

  /** Sends the next requests as the user with more requests left, but for the task of the run. For scenarios without purchases that need no certain user. */
  public void asAnyUser() {
    caller = world.anyKey();
  }

  /** Records that a part of the scenario is not tried, and why. */
  public void skip(String reason) {
    skipped.add(reason);
  }

  /** All values where requests are plenty; else one, another each time. */
  public <T> List<T> some(List<T> values) {
    return world.isSandbox() || world.limits().requests(caller) > PLENTY ? values : List.of(values.get(Math.floorMod(turn++, values.size())));
  }

  /** As many of the values as a tenth of the requests that are left; all where they are plenty. */
  public <T> List<T> tenth(List<T> values) {
    return values.subList(0, (int) Math.max(1, Math.min(values.size(), world.limits().requests(caller) / 10)));
  }

  /** The status of the plain request of an operation: 200, or that of a refusal where a success would cost or needs a task. */
  public int usual(Operation operation) {
    return world.isSandbox() ? 200 : operation.paid() ? 400 : operation.hasPathParameter() && world.task().isEmpty() ? 404 : 200;
  }

  /** Whether the plain request of an operation is answered with a success. */
  public boolean succeeds(Operation operation) {
    return usual(operation) == 200;
  }

  /** The contract. */
  public Contract contract() {
    return examiner.contract();
  }

  /** Its schemas. */
  public Schemas schemas() {
    return examiner.schemas();
  }

  /** The operation of that id. */
  public Operation operation(String id) {
    if (!contract().has(id)) {
      throw new Unreached("the contract has no operation " + id);
    }
    return contract().operation(id);
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return target.baseUrl();
  }

  /** The plain request of an operation: the valid one, or one that is refused where the valid one would cost or needs a task. */
  public ApiRequest valid(Operation operation) {
    return changed(operation, object());
  }

  /** The plain request of an operation, changed as by an `x-sandbox`. */
  public ApiRequest changed(Operation operation, JsonNode change) {
    return SandboxRequest.changed(operation, world.isSandbox() ? change : world.adapted(contract(), operation, change, caller))
        .to(target.baseUrl());
  }

  /** The valid request of an operation, with another key. */
  public ApiRequest as(String key, Operation operation) {
    return changed(operation, object().put("key", key));
  }

  /** The request with an input as its body, of a user who can pay for it. */
  public ApiRequest request(Operation operation, Input input) {
    return as(richKey(), operation).withBody(input.body().toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A new JSON object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Sends a request, has the answer judged by all response checks, and returns it. */
  public Exchange send(Operation operation, ApiRequest request) {
    Exchange exchange = exchange(operation, request);
    if (exchange.status() == 429 && world.isSandbox()) {
      refresh();
      exchange = exchange(operation, request);
    }
    judge(operation, Optional.empty(), exchange);
    return exchange;
  }

  /** The same as {@link #send(Operation, ApiRequest)}, but returns a 429 too. */
  public Exchange sendOnce(Operation operation, ApiRequest request) {
    Exchange exchange = exchange(operation, request);
    judge(operation, Optional.empty(), exchange);
    return exchange;
  }

  /** Sends a request that is made for an example, has the answer judged by all response checks, and returns it. */
  public Exchange send(Example example, ApiRequest request) {
    Operation operation = contract().operation(example.operation());
    String id = contract().fields().requestId();
    Exchange exchange = exchange(operation, request.header(id).isEmpty() ? request.with(id, "proof-" + ++sent) : request);
    judge(operation, Optional.of(example), exchange);
    return exchange;
  }

  /** Sends the same request several times at the same moment, has each answer judged, and returns those of the API. */
  public List<Exchange> sendTogether(Operation operation, ApiRequest request, int times) {
    asked = operation;
    List<Exchange> answers = target.sendTogether(Collections.nCopies(times, request)).stream()
        .filter(e -> e.fault().isEmpty() && !e.isCached() && !Gateway.isPassing(e) && !Gateway.isBeforeApi(e, world.gateway())).toList();
    answers.forEach(answer -> {
      // The order in which they counted is not known.
      latest.clear();
      judge(operation, Optional.empty(), answer);
    });
    latest.clear();
    return answers;
  }

  private void judge(Operation operation, Optional<Example> example, Exchange exchange) {
    boolean lost = beforeApi.contains(exchange) || exchange.fault().isPresent() || exchange.isCached();
    if (lost) {
      // The API may have counted the request, or not.
      latest.clear();
    }
    if (beforeApi.contains(exchange)) {
      return;
    }
    last = exchange;
    // A request that is refused before its key is read counts for no user.
    boolean early = contract().isAnonymous(exchange);
    // On another server, others may use the account meanwhile.
    Optional<Exchange> before = early || !world.isSandbox() ? Optional.empty() : Optional.ofNullable(latest.get(caller(exchange)));
    findings.addAll(examiner.examine(target.name(), operation, example, exchange, before, moved));
    if (early) {
      // It counts for the address.
      latest.remove("");
    } else if (!lost) {
      // Only headers are compared later, so long bodies are not kept.
      latest.put(caller(exchange), exchange.with(exchange.request().withBody(new byte[0])));
    }
  }

  /** The user that an answer counts for; empty for a request without a valid key. */
  private String caller(Exchange exchange) {
    String key = exchange.status() == 401 ? "" : exchange.request().key();
    return contract().personaOf(key).map(p -> p.path("user").asString("")).orElse(key);
  }

  private Exchange exchange(Operation operation, ApiRequest request) {
    asked = operation;
    if (faults.getOrDefault(operation.id(), 0) >= PATIENCE) {
      throw new Unreached(operation.id() + " was not answered " + PATIENCE + " times");
    }
    boolean pays = operation.paid() && !request.method().equals("GET") && !request.method().equals("HEAD");
    Exchange exchange = sent(request, world.isSandbox() || !pays || !request.header(contract().fields().idempotencyKey()).isEmpty(), world.isSandbox() || pays);
    if (Gateway.isBeforeApi(exchange, world.gateway())) {
      beforeApi.add(exchange);
      skip("answered before the API: " + Gateway.line(exchange, world.gateway()));
    }
    Gateway.evidence(exchange).ifPresent(world::behind);
    exchange.fault().ifPresent(fault -> faults.merge(operation.id(), 1, Integer::sum));
    return exchange;
  }

  private Exchange sent(ApiRequest request, boolean repeatable, boolean fragile) {
    return world.delivery().send(target::send, request, world.gateway(), new Delivery.Terms(repeatable, fragile, this::another, time -> {
      // The API may have counted the lost request.
      latest.clear();
      world.limits().pause(time);
    }));
  }

  private Optional<ApiRequest> another() {
    return Stream.of("listModels", "getCredits").filter(contract()::has).map(this::operation).filter(o -> !o.equals(asked)).findFirst().map(this::valid);
  }

  /** Waits between two polls, so that watching a task does not use up the quota. */
  public void pause(Duration duration) {
    world.limits().pause(duration);
  }

  /** How many of the remaining requests one operation of the long checks may use: half of them. */
  public long share() {
    long requests = world.limits().requests(caller);
    return requests > PLENTY ? Long.MAX_VALUE : requests / 2;
  }

  /** The key of a user who can pay for hundreds of submissions, or the key of the caller on another server. */
  public String richKey() {
    return world.isSandbox() ? contract().key("enterprise") : caller;
  }

  /** Reads a link of an answer, without a key. No check sees the exchange, since it is not part of the API. An invalid link is a fault. */
  public Exchange fetch(String url) {
    return follow(new ApiRequest("GET", url, Map.of(), new byte[0]));
  }

  /** Sends bytes to a link of an answer, like {@link #fetch}. */
  public Exchange put(String url, String contentType, byte[] body) {
    return follow(new ApiRequest("PUT", url, Map.of("Content-Type", contentType), body));
  }

  /** Sends a request to a link of an answer, like {@link #fetch}. */
  public Exchange follow(ApiRequest request) {
    return request.url().matches("https?://[^/]+/.*") ? sent(request, true, world.isSandbox()) : Exchange.failed(request, "not a link");
  }

  /** The balance of the caller, or -1 when the answer has none. */
  public long balance() {
    return balance(caller);
  }

  /** The balance of the user of a key, or -1 when the answer has none. */
  public long balance(String key) {
    Operation credits = operation("getCredits");
    return send(credits, as(key, credits)).data().path("credits").longValue(-1);
  }

  /** Fails unless a request is answered with a status. */
  public boolean expectStatus(Operation operation, ApiRequest request, String what, int status) {
    Exchange exchange = send(operation, request);
    Response response = operation.responses().get(Integer.toString(status));
    return expect(exchange.status() == status, Elements.status(operation.id(), Integer.toString(status)), exchange,
        "HTTP " + status + " to " + what, response == null ? operation.pointer() : response.pointer());
  }

  /** The exchange with its request as the reports keep it, so that no megabytes are kept. */
  public Exchange kept(Exchange exchange) {
    return exchange.with(examiner.ledger().kept(exchange.request()));
  }

  /** Records that an element is proven. */
  public void proven(String element, Exchange exchange) {
    if (!beforeApi.contains(exchange)) {
      examiner.ledger().proven(target.name(), element, scenario.id(), exchange);
    }
  }

  /** Records that an element is broken. */
  public void broken(String element, Exchange exchange, String received, String documented, String pointer) {
    if (!beforeApi.contains(exchange)) {
      Finding finding = new Finding(scenario.id(), target.name(), element, received, documented + Promise.of(scenario.id()).citation(),
          contract().place(pointer), examiner.ledger().kept(exchange.request()));
      findings.add(finding);
      examiner.ledger().broken(finding);
    }
  }

  /** Records that an element is proven or broken, and returns which. */
  public boolean expect(boolean holds, String element, Exchange exchange, String documented, String pointer) {
    return expect(holds, element, exchange, exchange.summary(), documented, pointer);
  }

  /** Records that an element is proven, or that it is broken and what was received; returns which. */
  public boolean expect(boolean holds, String element, Exchange exchange, String received, String documented, String pointer) {
    if (holds) {
      proven(element, exchange);
    } else {
      broken(element, exchange, received, documented, pointer);
    }
    return holds;
  }
}
