package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An image in a `data:` URI is read before credits are taken: the server accepts a picture, and refuses everything else without charging for it. */
public final class InputsRead implements Scenario {

  private static final String POINTER = "/components/schemas/ImageSource/description";
  private static final List<String> NO_IMAGES = List.of("data:image/png;base64,%%%", "data:image/png;base64,bm8gcGljdHVyZQ==", "data:image/png;base64,iVBORw0KGgo=");

  @Override
  public int turn() {
    return 55;
  }

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid() && Purchases.withImage(probe, operation, Purchases.PICTURE).isPresent()) {
        NO_IMAGES.forEach(uri -> refused(probe, operation, Purchases.withImage(probe, operation, uri).orElseThrow()));
        accepted(probe, operation, Purchases.withImage(probe, operation, Purchases.PICTURE).orElseThrow());
      }
    }
    Operation list = probe.operation("listModels");
    for (JsonNode model : probe.send(list, probe.valid(list)).data()) {
      for (JsonNode input : model.path("inputs")) {
        if (input.path("dataUri").booleanValue(false)) {
          String name = input.path("name").asString("");
          probe.some(NO_IMAGES).forEach(uri -> refused(probe, Purchases.generate(probe), body(model, name, uri)));
          if (probe.world().isSandbox()) {
            probe.refresh();
            accepted(probe, Purchases.generate(probe), body(model, name, Purchases.PICTURE));
          }
        }
      }
    }
  }

  private static JsonNode body(JsonNode model, String input, String uri) {
    ObjectNode fields = Probe.object();
    if (model.path("prompt").isObject()) {
      fields.put("prompt", "A lighthouse at dawn");
    }
    if (input.endsWith("s")) {
      fields.putArray(input).add(uri);
    } else {
      fields.put(input, uri);
    }
    return Probe.object().put("model", model.path("id").asString("")).set("input", fields);
  }

  private static void refused(Probe probe, Operation operation, JsonNode body) {
    if (Purchases.of(probe, operation, body).isEmpty()) {
      return;
    }
    probe.refresh();
    List<Exchange> answers = new ArrayList<>();
    List<Long> falls = Purchases.falls(probe, () -> {
      if (answers.stream().allMatch(answer -> answer.status() == 400)) {
        answers.add(Purchases.buy(probe, operation, Purchases.of(probe, operation, body).orElseThrow()));
      }
    });
    Exchange exchange = answers.get(answers.size() - 1);
    probe.expect(exchange.status() == 400 && falls.contains(0L), Elements.promise("inputs-read"), exchange, exchange.summary() + ", and a balance that falls by "
        + falls, "HTTP 400 for an image that is none, and nothing charged", POINTER);
  }

  /** The tools say what they have read. */
  private static void accepted(Probe probe, Operation operation, JsonNode body) {
    Purchases.of(probe, operation, body).ifPresent(request -> {
      Exchange exchange = Purchases.buy(probe, operation, request);
      JsonNode detected = exchange.data().at("/input/detected_dimensions");
      probe.expect(exchange.status() == 200 && (detected.isMissingNode() || detected.asString("").equals("96×64")), Elements.promise("inputs-read"), exchange,
          "a task for a picture of 96×64 pixels", POINTER);
    });
  }
}
