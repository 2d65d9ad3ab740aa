package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A user can have as many generations in progress as the plan allows, and no more; when one ends, another can start. */
public final class PlacesLimited implements Scenario {

  private static final String SLOW = "sandbox:slow=600s";
  private static final Duration END = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int PAUSES = 600;

  @Override
  public void run(Probe probe) {
    if (!probe.world().isSandbox()) {
      probe.skip("how many generations may be in progress, which costs the price of each");
      return;
    }
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid()) {
        limited(probe, operation, "starter");
      }
    }
    limited(probe, probe.operation("generateMedia"), "pro");
    probe.refresh();
  }

  private static void limited(Probe probe, Operation operation, String name) {
    JsonNode persona = persona(probe, name);
    int places = probe.contract().at("/x-plans").valueStream().filter(p -> p.path("name").equals(persona.path("plan"))).findFirst().orElseThrow()
        .path("concurrentGenerations").intValue(0);
    ApiRequest request = slow(probe, operation).with("Authorization", "Bearer " + persona.path("key").asString(""));
    probe.refresh();
    ApiRequest invalid = request.withBody("{".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < places; i++) {
      // A submission that is refused takes no place.
      probe.sendOnce(operation, invalid);
    }
    for (int i = 0; i < places; i++) {
      Exchange accepted = probe.sendOnce(operation, request);
      expect(probe, operation, accepted, accepted.status() == 200, "HTTP 200 for generation " + (i + 1) + " of " + places);
    }
    Exchange refused = probe.sendOnce(operation, request);
    expect(probe, operation, refused, refused.status() == 429, "HTTP 429, since " + places + " generations are in progress");
    if (operation.id().equals("generateMedia")) {
      freed(probe, operation, request);
      failed(probe, operation, request, places);
      together(probe, operation, request, places);
    }
  }

  /** Requests at the same moment do not pass the limit together. */
  private static void together(Probe probe, Operation operation, ApiRequest request, int places) {
    probe.refresh();
    List<Exchange> answers = probe.sendTogether(operation, request, places + 2);
    long accepted = answers.stream().filter(e -> e.status() == 200).count();
    if (!answers.isEmpty()) {
      probe.expect(accepted <= places, Elements.status(operation.id(), "429"), answers.get(0), accepted + " generations accepted at the same moment",
          "at most " + places, "/x-plans");
    }
  }

  /** A generation that fails ends as well. */
  private static void failed(Probe probe, Operation operation, ApiRequest request, int places) {
    probe.refresh();
    String cause = probe.contract().at("/components/schemas/TaskErrorCode/examples/0").asString("");
    ApiRequest failing = request.withBody(new String(request.body(), StandardCharsets.UTF_8).replace(SLOW, "sandbox:fail=" + cause).getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < places; i++) {
      probe.sendOnce(operation, failing);
    }
    free(probe, operation, request);
  }

  private static void freed(Probe probe, Operation operation, ApiRequest request) {
    probe.advance(END);
    free(probe, operation, request);
  }

  private static void free(Probe probe, Operation operation, ApiRequest request) {
    Exchange next = probe.sendOnce(operation, request);
    for (int i = 0; i < PAUSES && next.status() == 429; i++) {
      probe.pause(PAUSE);
      next = probe.sendOnce(operation, request);
    }
    expect(probe, operation, next, next.status() == 200, "HTTP 200 once the others have ended");
  }

  private static JsonNode persona(Probe probe, String name) {
    return probe.contract().root().path("x-personas").valueStream().filter(p -> name.equals(p.path("name").asString(""))).findFirst().orElseThrow();
  }

  /** The valid request, for a task that stays in progress. */
  private static ApiRequest slow(Probe probe, Operation operation) {
    ObjectNode body = (ObjectNode) operation.body().orElseThrow().first().deepCopy();
    body.properties().stream().filter(m -> m.getKey().equals("prompt")).forEach(m -> body.put(m.getKey(), SLOW));
    body.properties().stream().filter(m -> m.getValue().asString("").contains("://"))
        .forEach(m -> body.put(m.getKey(), m.getValue().stringValue() + '?' + SLOW));
    return probe.changed(operation, Probe.object().set("body", body));
  }

  private static void expect(Probe probe, Operation operation, Exchange exchange, boolean holds, String documented) {
    probe.expect(holds, Elements.status(operation.id(), Integer.toString(exchange.status())), exchange, documented, "/x-plans");
  }
}
