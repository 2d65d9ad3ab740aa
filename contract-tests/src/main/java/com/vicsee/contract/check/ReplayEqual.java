package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Body;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The server executes a paid request under an idempotency key once. A replay equals the first answer byte for byte, and is free. */
public final class ReplayEqual implements Scenario {

  @Override
  public void run(Probe probe) {
    Fields fields = probe.contract().fields();
    for (Operation operation : probe.contract().operations()) {
      operation.parameters().stream().filter(p -> p.name().equals(fields.idempotencyKey())).findFirst()
          .ifPresent(parameter -> run(probe, operation, parameter));
    }
  }

  private static void run(Probe probe, Operation operation, Parameter parameter) {
    Fields fields = probe.contract().fields();
    Optional<ApiRequest> purchase = Purchases.of(probe, operation);
    if (purchase.isEmpty()) {
      return;
    }
    probe.refresh();
    String element = Elements.parameter(operation.id(), parameter);
    boolean all = true;
    List<String> keys = List.of(UUID.randomUUID().toString(), (UUID.randomUUID() + "!\"#$%&'()*~").repeat(9).substring(0, 255));
    for (String key : probe.world().isSandbox() ? keys : keys.subList(0, 1)) {
      ApiRequest request = purchase.get().with(fields.idempotencyKey(), key);
      Exchange first = Purchases.buy(probe, operation, request);
      List<Exchange> replays = new ArrayList<>();
      List<Long> falls = Purchases.falls(probe, () -> replays.add(probe.send(operation, request)));
      Exchange replay = replays.get(replays.size() - 1);
      String header = Elements.header(operation.id(), "200", fields.replayed());
      all &= probe.expect(!fields.isReplay(first) && fields.isReplay(replay),
          header, replay, fields.replayed() + ": " + replay.header(fields.replayed()).orElse("none"),
          "absent at first, `true` on a replay", Fields.pointer(fields.replayed()));
      all &= probe.expect(first.status() == 200 && replay.status() == 200 && Arrays.equals(first.body(), replay.body()), element,
          replay, replay.summary(), "the first answer again: " + first.summary(), parameter.pointer());
      all &= probe.expect(falls.contains(0L), element, replay, falls + " credits taken for replays", "nothing",
          parameter.pointer());
      if (fields.sameReset(first, replay)) {
        long fallen = fields.left(first).orElse(0L) - fields.left(replay).orElse(0L);
        all &= probe.expect(fallen > 1, element, replay, "a quota that falls by " + fallen + " with a balance and a replay",
            "one less for each, since a replay counts like any request", Fields.pointer(fields.remaining()));
      }
      all &= conflicts(probe, operation, parameter, request);
    }
    for (String bad : new String[] {"a b", "ä", "x".repeat(256)}) {
      Exchange refused = probe.send(operation, purchase.get().with(fields.idempotencyKey(), bad));
      all &= probe.expect(refused.status() == 400, element, refused, "HTTP 400 for an idempotency key that breaks its schema",
          parameter.pointer() + "/schema");
    }
    if (all) {
      Exchange last = probe.send(probe.operation("getCredits"), probe.valid(probe.operation("getCredits")));
      probe.contract().at(parameter.schema()).propertyNames().forEach(k -> probe.proven(Elements.constraint(element, k), last));
    }
  }

  private static boolean conflicts(Probe probe, Operation operation, Parameter parameter, ApiRequest request) {
    boolean all = true;
    for (String body : List.of(otherText(probe, operation), otherOption(probe, operation, request))) {
      Exchange other = probe.send(operation, request.withBody(body.getBytes(StandardCharsets.UTF_8)));
      all &= probe.expect(other.status() == 409, Elements.parameter(operation.id(), parameter), other, "HTTP 409 for another body",
          parameter.pointer());
    }
    return all;
  }

  /** The body of a request with another value of its last member, or without it. */
  private static String otherOption(Probe probe, Operation operation, ApiRequest request) {
    ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(request.body());
    String last = List.copyOf(body.propertyNames()).get(body.size() - 1);
    JsonNode was = body.remove(last);
    JsonNode values = probe.contract().at(operation.body().orElseThrow().schema() + "/properties/" + last).path("enum");
    values.valueStream().filter(value -> !value.equals(was)).findFirst().ifPresent(value -> body.set(last, value));
    return body.toString();
  }

  /** The valid body with a longer text in the first field that accepts it. */
  private static String otherText(Probe probe, Operation operation) {
    Body body = operation.body().orElseThrow();
    for (Map.Entry<String, JsonNode> member : body.first().properties()) {
      if (member.getValue().isString()) {
        ObjectNode changed = ((ObjectNode) body.first().deepCopy()).put(member.getKey(), member.getValue().stringValue() + "?other");
        if (probe.schemas().isValid(body.schema(), changed)) {
          return changed.toString();
        }
      }
    }
    throw new IllegalStateException(operation + " takes no other body");
  }
}
