package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Methods;
import com.vicsee.contract.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request with two faults gets the answer to the fault that comes first in the published order of checks. */
public final class OrderKept implements Scenario {

  private static final String ORDER = "/x-order-of-checks";
  private static final String BODY = "body";
  private static final String METHOD = "method";
  private static final String HEADERS = "headers";

  /** A longer body takes longer than it shows. */
  private static final long LONGEST = 1_000_000;

  /** The faults that the contract gives an example of, by a key, a header or a body of the sandbox. */
  private static final Set<String> OF_EXAMPLES = Set.of("apiAccessRequired", "rateLimitExceeded", "idempotencyKeyReused", "insufficientCredits",
      "concurrentLimitExceeded", "providerUnavailable");

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    List<String> order = probe.contract().at(ORDER).valueStream().map(JsonNode::stringValue).toList();
    for (Operation operation : probe.contract().operations()) {
      Map<String, ObjectNode> faults = faults(probe, operation, order);
      List<String> names = List.copyOf(faults.keySet());
      for (int first = 0; first < names.size(); first++) {
        int last = probe.world().isSandbox() ? names.size() : Math.min(names.size(), first + 2);
        for (int second = first + 1; second < last; second++) {
          Optional<ObjectNode> both = both(probe, operation, faults.get(names.get(first)), faults.get(names.get(second)));
          if (both.isPresent()) {
            expect(probe, operation, both.get(), names.get(first), names.get(second));
          }
        }
      }
    }
  }

  private static void expect(Probe probe, Operation operation, ObjectNode change, String first, String second) {
    Exchange exchange = probe.sendOnce(operation, probe.changed(operation, change));
    String received = exchange.errorCode().map(probe.contract().errors()::get)
        .flatMap(facts -> facts.templateOf(exchange.errorMessage())).map(t -> t.condition()).orElse("");
    String status = Integer.toString(probe.contract().errors().get(probe.contract().code(first)).status());
    probe.expect(received.equals(first), Elements.errorCode(operation.id(), status, probe.contract().code(first)), exchange, first + " before " + second,
        ORDER);
  }

  /** The changes that make each fault, in the published order. */
  private static Map<String, ObjectNode> faults(Probe probe, Operation operation, List<String> order) {
    Map<String, ObjectNode> all = new LinkedHashMap<>();
    for (String condition : order) {
      fault(probe, operation, condition).ifPresent(change -> all.put(condition, change));
    }
    return all;
  }

  private static Optional<ObjectNode> fault(Probe probe, Operation operation, String condition) {
    if (OF_EXAMPLES.contains(condition)) {
      Optional<ObjectNode> example = probe.world().isSandbox() ? example(probe, operation, condition) : Optional.empty();
      // The keys that the sandbox has in use are those of one user.
      return condition.equals("idempotencyKeyReused") ? example.map(change -> change.put("key", probe.world().key())) : example;
    }
    ObjectNode change = Probe.object();
    boolean body = operation.body().isPresent();
    return switch (condition) {
      case "methodNotAllowed" -> Optional.of(change.put(METHOD, Methods.undeclared(probe.contract(), operation, !probe.world().isSandbox()).get(0)));
      case "missingAuthHeader" -> operation.anonymous() ? Optional.empty() : Optional.of(change.putNull("key"));
      case "notAcceptable" -> Optional.of(header(change, "Accept", "text/html"));
      case "unsupportedMediaType" -> body ? Optional.of(header(change, "Content-Type", "text/plain")) : Optional.empty();
      case "payloadTooLarge" -> body && operation.maxBodyBytes() < LONGEST ? Optional.of(change.put("padTo", operation.maxBodyBytes() + 1)) : Optional.empty();
      case "invalidJson" -> body ? Optional.of(change.put("rawBody", "{")) : Optional.empty();
      case "missingModel", "invalidModel", "missingPrompt", "invalidParameter" -> body ? inBody(operation, condition) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static ObjectNode header(ObjectNode change, String name, String value) {
    change.putObject(HEADERS).put(name, value);
    return change;
  }

  /** A fault as a change of the body's members. */
  private static Optional<ObjectNode> inBody(Operation operation, String condition) {
    ObjectNode members = Probe.object();
    JsonNode valid = operation.body().orElseThrow().first();
    switch (condition) {
      case "invalidParameter" -> members.put("unknown_member", 1);
      case "invalidModel" -> members.put("model", "no-such-model");
      case "missingModel" -> members.putNull("model");
      default -> members.putNull("prompt");
    }
    boolean applies = condition.equals("invalidParameter") || valid.has(condition.equals("missingPrompt") ? "prompt" : "model");
    return applies ? Optional.of(Probe.object().set("members", members)) : Optional.empty();
  }

  private static Optional<ObjectNode> example(Probe probe, Operation operation, String condition) {
    return operation.errorExamples().stream().filter(e -> probe.contract().errors().get(e.code()).templateOf(e.value().at("/error/message").asString(""))
        .filter(t -> t.condition().equals(condition)).isPresent()).flatMap(e -> e.sandbox().stream()).map(s -> (ObjectNode) s.deepCopy()).findFirst();
  }

  /** Both changes in one; empty where one undoes the other. */
  private static Optional<ObjectNode> both(Probe probe, Operation operation, ObjectNode first, ObjectNode second) {
    ObjectNode merged = first.deepCopy();
    for (Map.Entry<String, JsonNode> member : second.properties()) {
      if (!merged.has(member.getKey())) {
        merged.set(member.getKey(), member.getValue());
      } else if (!join(merged.path(member.getKey()), member.getValue())) {
        return Optional.empty();
      }
    }
    if (merged.has("rawBody") || operation.body().isEmpty() || merged.has(METHOD)) {
      merged.remove(List.of("members"));
      return Optional.of(merged);
    }
    if (!probe.world().isSandbox() && !merged.has("members")) {
      // Without a body that could be paid for.
      return Optional.of(merged);
    }
    ObjectNode body = (ObjectNode) (merged.has(BODY) ? merged.path(BODY) : operation.body().get().first()).deepCopy();
    for (Map.Entry<String, JsonNode> member : merged.path("members").properties()) {
      if (member.getValue().isNull()) {
        body.remove(member.getKey());
      } else {
        body.set(member.getKey(), member.getValue());
      }
    }
    merged.remove("members");
    return Optional.of(merged.set(BODY, body));
  }

  /** Adds members to an object; false when both name the same one. */
  private static boolean join(JsonNode to, JsonNode more) {
    if (!(to instanceof ObjectNode object) || !more.isObject()) {
      return false;
    }
    List<String> names = new ArrayList<>(more.propertyNames());
    if (names.stream().anyMatch(to::has)) {
      return false;
    }
    names.forEach(name -> object.set(name, more.path(name)));
    return true;
  }
}
