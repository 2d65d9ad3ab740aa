package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Prices;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The limits of a model in the list are those that it enforces: a value at a limit is accepted, and one beyond is refused. */
public final class ModelLimitsHeld implements Scenario {

  private static final String SLOW = "sandbox:slow=600s";
  private static final String MODEL = "/components/schemas/Model";

  /** Longer prompts take longer than they show. */
  private static final int LONGEST = 20_000;

  @Override
  public int turn() {
    return 57;
  }

  @Override
  public void run(Probe probe) {
    Operation list = probe.operation("listModels");
    List<JsonNode> models = probe.send(list, probe.valid(list)).data().valueStream()
        .filter(m -> m.path("inputs").valueStream().noneMatch(i -> i.path("required").booleanValue(false))).toList();
    if (probe.world().isSandbox()) {
      models.forEach(model -> {
        probe.refresh();
        prompts(probe, model);
        options(probe, model, true);
      });
    } else if (!models.isEmpty() && Purchases.of(probe, Purchases.generate(probe)).isPresent()) {
      JsonNode first = models.get(0);
      refused(probe, first, "x".repeat(first.at("/prompt/maxLength").intValue(0) + 1), Probe.object(), "a longer prompt");
      options(probe, first, false);
      probe.skip("the limits of the other models, which cost more credits if they are not enforced");
    }
  }

  private static void prompts(Probe probe, JsonNode model) {
    int least = model.at("/prompt/minLength").intValue(0);
    int most = model.at("/prompt/maxLength").intValue(0);
    if (most == 0) {
      return;
    }
    // A character beyond 16 bits counts once.
    String letter = "\ud83d\ude00";
    accepted(probe, model, letter.repeat(Math.max(1, least)), Probe.object(), "the shortest prompt");
    if (model.at("/prompt/required").booleanValue(false)) {
      refused(probe, model, " \t\n", Probe.object(), "a prompt of white space alone");
    }
    if (least > 1) {
      refused(probe, model, letter.repeat(least - 1), Probe.object(), "a shorter prompt");
    }
    if (most <= LONGEST) {
      accepted(probe, model, SLOW + letter.repeat(most - SLOW.length()), Probe.object(), "the longest prompt");
      refused(probe, model, letter.repeat(most + 1), Probe.object(), "a longer prompt");
    }
  }

  private static void options(Probe probe, JsonNode model, boolean all) {
    Prices prices = new Prices(model);
    for (JsonNode option : model.path("options")) {
      String name = option.path("name").asString("");
      ObjectNode input = Probe.object();
      switch (option.path("type").asString("")) {
        case "integer" -> {
          long least = option.path("minimum").longValue(Long.MIN_VALUE);
          long most = option.path("maximum").longValue(Long.MIN_VALUE);
          Stream.of(least, most).filter(v -> all && v != Long.MIN_VALUE).forEach(v -> accepted(probe, model, SLOW, Probe.object().put(name, v), name + " of " + v));
          Stream.of(least - 1, most + 1).filter(v -> Math.abs(v) < 1_000_000).forEach(v -> refused(probe, model, SLOW, Probe.object().put(name, v), name + " of " + v));
        }
        case "string" -> {
          if (!option.path("values").isEmpty()) {
            refused(probe, model, SLOW, input.put(name, name.equals("aspect_ratio") ? "99:1" : name.equals("resolution") ? "9999p" : "no-such-value"), "another " + name);
          } else if (all && option.has("maxLength")) {
            int most = option.path("maxLength").intValue(0);
            refused(probe, model, SLOW, Probe.object().put("custom_mode", true).put(name, "\ud83d\ude00".repeat(most + 1)), "a longer " + name);
            accepted(probe, model, SLOW, Probe.object().put("custom_mode", true).put(name, "\ud83d\ude00".repeat(most)), "the longest " + name);
          }
        }
        default -> {
          if (all) {
            prices.put(input, name, option.path("defaultValue").asString("false"));
            accepted(probe, model, SLOW, input, "the default of " + name);
          }
        }
      }
    }
  }

  private static void accepted(Probe probe, JsonNode model, String prompt, ObjectNode input, String what) {
    Exchange exchange = send(probe, model, prompt, input);
    probe.expect(exchange.status() == 200, Elements.promise("model-limits-held"), exchange, "HTTP 200 for " + what + " of " + model.path("id").asString(""), MODEL);
  }

  private static void refused(Probe probe, JsonNode model, String prompt, ObjectNode input, String what) {
    Exchange exchange = send(probe, model, prompt, input);
    probe.expect(exchange.status() == 400, Elements.promise("model-limits-held"), exchange, "HTTP 400 for " + what + " of " + model.path("id").asString(""), MODEL);
  }

  private static Exchange send(Probe probe, JsonNode model, String prompt, ObjectNode input) {
    Operation generate = Purchases.generate(probe);
    ObjectNode body = Probe.object().put("model", model.path("id").asString(""));
    body.set("input", input.put("prompt", prompt));
    return probe.send(generate, probe.changed(generate, Probe.object().put("key", probe.richKey()).set("body", body)));
  }
}
