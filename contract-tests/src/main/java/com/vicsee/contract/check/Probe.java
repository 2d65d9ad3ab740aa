package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.support.Contract;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.support.SandboxRequest;
import com.vicsee.contract.support.Schemas;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import com.vicsee.contract.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a scenario drives a server with. Every answer on the way is put before all response checks. */
public final class Probe {

  private final Examiner examiner;
  private final Target target;
  private final Scenario scenario;
  private final Runnable refresh;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable Exchange last;

  private Probe(Examiner examiner, Target target, Scenario scenario, Runnable refresh) {
    this.examiner = examiner;
    this.target = target;
    this.scenario = scenario;
    this.refresh = refresh;
  }

  /**
   * Runs a scenario against a server, and returns what is wrong.
   *
   * @param refresh gives all accounts their quota, credits and free places back; does nothing where that cannot be had
   */
  public static List<Finding> run(Examiner examiner, Target target, Scenario scenario, Runnable refresh) {
    Probe probe = new Probe(examiner, target, scenario, refresh);
    probe.refresh();
    scenario.run(probe);
    String promise = Elements.promise(scenario.id());
    Exchange last = probe.last;
    if (probe.findings.isEmpty() && last != null) {
      probe.proven(promise, last);
    } else {
      probe.findings.stream().findFirst().ifPresent(f -> examiner.ledger().broken(f.of(promise)));
    }
    return List.copyOf(probe.findings);
  }

  /** Gives all accounts their quota, credits and free places back. */
  public void refresh() {
    refresh.run();
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
    return contract().operation(id);
  }

  /** The URL that the contract's paths are below. */
  public String baseUrl() {
    return target.baseUrl();
  }

  /** The valid request of an operation. */
  public ApiRequest valid(Operation operation) {
    return SandboxRequest.valid(operation).to(target.baseUrl());
  }

  /** The valid request of an operation, changed as by an `x-sandbox`. */
  public ApiRequest changed(Operation operation, JsonNode change) {
    return SandboxRequest.changed(operation, change).to(target.baseUrl());
  }

  /** The valid request of an operation, with the key of somebody else. */
  public ApiRequest as(String key, Operation operation) {
    return changed(operation, object().put("key", key));
  }

  /** A new JSON object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Sends a request, has the answer judged by all response checks, and returns it. */
  public Exchange send(Operation operation, ApiRequest request) {
    Exchange exchange = target.send(request);
    if (exchange.status() == 429) {
      // A limit that this run itself has used up says nothing of what is tried.
      refresh();
      exchange = target.send(request);
    }
    last = exchange;
    findings.addAll(examiner.examine(target.name(), operation, Optional.empty(), exchange));
    return exchange;
  }

  /** Waits between two polls, so that watching a task does not use up the quota. */
  public void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted between two polls", e);
    }
  }

  /** Sends a request whose answer no response check is to see. */
  public Exchange sendUnjudged(ApiRequest request) {
    return target.send(request);
  }

  /** Notes that an element is true. */
  public void proven(String element, Exchange exchange) {
    examiner.ledger().proven(target.name(), element, scenario.id(), exchange);
  }

  /** Notes that an element is not true. */
  public void broken(String element, Exchange exchange, String received, String documented, String pointer) {
    Finding finding = new Finding(scenario.id(), target.name(), element, received, documented, contract().place(pointer),
        exchange.request());
    findings.add(finding);
    examiner.ledger().broken(finding);
  }

  /** Notes that an element is true, or that it is not; returns which. */
  public boolean expect(boolean holds, String element, Exchange exchange, String documented, String pointer) {
    return expect(holds, element, exchange, exchange.summary(), documented, pointer);
  }

  /** Notes that an element is true, or that it is not and what came; returns which. */
  public boolean expect(boolean holds, String element, Exchange exchange, String received, String documented, String pointer) {
    if (holds) {
      proven(element, exchange);
    } else {
      broken(element, exchange, received, documented, pointer);
    }
    return holds;
  }
}
