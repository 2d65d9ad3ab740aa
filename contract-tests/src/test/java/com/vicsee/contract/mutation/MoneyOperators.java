package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Mutation operators for credits, balances and idempotency keys. */
final class MoneyOperators extends SequenceOperators {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  MoneyOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      if (operation.paid()) {
        money(operation);
        replays(operation);
      }
    }
    balances();
  }

  private void money(Operation operation) {
    for (String name : List.of("creditsUsed", "creditsRemaining")) {
      for (int by : new int[] {-1, 1, 100}) {
        change("credits", operation.id(), "200", name + " off by " + by, original -> Answers.number(original, "/data", name, value -> value + by));
      }
    }
    change("credits", operation.id(), "200", "creditsUsed always 0", original -> Answers.number(original, "/data", "creditsUsed", value -> 0L));
    add("credits", operation, "200", "charged twice", () -> (original, server) -> {
      charge(server, original.request());
      return new Exchange(original.request(), original.status(), original.headers(), original.body());
    });
    add("credits", operation, "400", "charged for a refusal", () -> (original, server) -> {
      charge(server, SandboxRequest.valid(operation).to(baseUrl).with("Authorization", original.request().header("Authorization")));
      return new Exchange(original.request(), original.status(), original.headers(), original.body());
    });
    for (String name : List.of("id", "model", "createdAt")) {
      change("submission", operation.id(), "200", name + " of another task", original -> Answers.text(original, "/data", name, value -> switch (name) {
        case "id" -> "task_sandbox_completed";
        case "model" -> "suno-v5-generate-music";
        default -> "2020-01-01T00:00:00.000Z";
      }));
    }
    if (operation.id().startsWith("upscale")) {
      for (var member : fields(operation)) {
        change("submission", operation.id(), "200", "input." + member + " of another input", original -> Answers.json(original, body -> {
          JsonNode value = body.at("/data/input/" + member);
          ObjectNode copy = (ObjectNode) body.deepCopy();
          ObjectNode input = (ObjectNode) copy.at("/data/input");
          if (value.isNumber()) {
            input.put(member, value.longValue() + 1);
          } else if (value.isString()) {
            input.put(member, increased(value.stringValue()));
          }
          return copy;
        }));
      }
    }
  }

  private List<String> fields(Operation operation) {
    JsonNode schema = contract.at("/components/schemas/" + (operation.id().equals("upscaleImage") ? "ImageUpscaleInput" : "VideoUpscaleInput") + "/properties");
    return List.copyOf(schema.propertyNames());
  }

  private static String increased(String text) {
    Matcher matcher = Pattern.compile("\\d+").matcher(text);
    return matcher.find() ? text.substring(0, matcher.start()) + (Long.parseLong(matcher.group()) + 1) + text.substring(matcher.end()) : text + 'x';
  }

  private void replays(Operation operation) {
    replay(operation, "with a blank behind it", (original, server) -> Answers.body(original, original.text() + ' '));
    replay(operation, "with its members in another order", (original, server) -> Answers.json(original, body -> {
      ObjectNode turned = JSON.objectNode();
      turned.set("data", body.path("data"));
      return turned.set("success", body.path("success"));
    }));
    add("replay", operation, "200", "a replay with the header fields of the first answer", () -> {
      Map<String, Exchange> first = new HashMap<>();
      return (original, server) -> {
        String key = original.request().header(KEY);
        Exchange was = key.isEmpty() ? original : first.computeIfAbsent(key, k -> original);
        return was.equals(original) ? original : Answers.with(new Exchange(original.request(), original.status(), was.headers(), original.body()), "Idempotency-Replayed", "true");
      };
    });
    replay(operation, "done anew", (original, server) -> server.apply(original.request().with(KEY, null)));
    replay(operation, "done anew, and said to be a replay", (original, server) -> Answers.with(server.apply(original.request().with(KEY, null)), "Idempotency-Replayed", "true"));
    replay(operation, "charged again", (original, server) -> {
      charge(server, original.request());
      return new Exchange(original.request(), original.status(), original.headers(), original.body());
    });
    replay(operation, "not said to be one", (original, server) -> Answers.fields(original, "Idempotency-Replayed", f -> List.of()));
    replay(operation, "said to be none", (original, server) -> Answers.header(original, "Idempotency-Replayed", v -> "false"));
    replay(operation, "with another balance", (original, server) -> Answers.number(original, "/data", "creditsRemaining", v -> v - 1));
    replay(operation, "refused as a conflict", (original, server) -> server.apply(SandboxRequest.of(contract,
        operation.errorExamples().stream().filter(e -> e.status().equals("409")).findFirst().orElseThrow()).to(baseUrl)));
    change("replay", operation.id(), "200", "a first answer that says it is a replay", original -> original.request().header(KEY).isEmpty()
        || original.header("Idempotency-Replayed").isPresent() ? original : Answers.with(original, "Idempotency-Replayed", "true"));
    change("replay", operation.id(), "200", "an answer without a key that says it is a replay", original -> original.request().header(KEY).isEmpty()
        ? Answers.with(original, "Idempotency-Replayed", "true") : original);
    add("replay", operation, "409", "another body answered with the first answer", () -> {
      Map<String, Exchange> first = new HashMap<>();
      return (original, server) -> {
        Exchange known = server.apply(SandboxRequest.valid(operation).to(baseUrl).with(KEY, original.request().header(KEY)));
        return known.status() == 200 ? Answers.again(first.computeIfAbsent(original.request().header(KEY), k -> known), original) : original;
      };
    });
    add("replay", operation, ANY, "another option answered with the first answer", () -> {
      Map<String, Exchange> first = new HashMap<>();
      return (original, server) -> {
        if (original.request().header(KEY).isEmpty() || original.status() != 200 && original.status() != 409) {
          return original;
        }
        JsonNode body = JsonMapper.shared().readTree(original.request().body());
        String compared = original.request().header(KEY) + body.path("prompt") + body.path("image_url") + body.path("video_url");
        if (original.status() == 200) {
          first.putIfAbsent(compared, original);
        }
        return original.status() == 409 ? Answers.again(first.getOrDefault(compared, original), original) : original;
      };
    });
    replay(operation, "with the present status", (original, server) -> {
      String id = original.json().map(j -> j.at("/data/id").asString("")).orElse("");
      Exchange task = server.apply(SandboxRequest.changed(contract.operation("getTask"), SandboxRequest.parameter("id", id)).to(baseUrl)
          .with("Authorization", original.request().header("Authorization")));
      return Answers.text(original, "/data", "status", status -> task.data().path("status").asString(status));
    });
    ask("replay", operation, "409", "another body done anew", request -> request.with(KEY, null));
    ask("replay", operation, "400", "an invalid key taken", request -> request.header(KEY).isEmpty() ? request : request.with(KEY, null));
  }

  private void replay(Operation operation, String how, Mutation mutation) {
    add("replay", operation, "200", "a replay " + how, () -> (original, server) -> original.header("Idempotency-Replayed").isEmpty() ? original
        : mutation.apply(original, server));
  }

  private void balances() {
    Operation credits = contract.operation("getCredits");
    for (int by : new int[] {-1, 1, 1000}) {
      change("balance", credits.id(), "200", "off by " + by, original -> Answers.number(original, "/data", "credits", value -> value + by));
    }
    add("balance", credits, "200", "never another", () -> {
      List<Long> first = new ArrayList<>();
      return (original, server) -> Answers.number(original, "/data", "credits", value -> {
        first.add(value);
        return first.get(0);
      });
    });
    add("balance", credits, "200", "one less each time", () -> {
      long[] count = new long[1];
      return (original, server) -> Answers.number(original, "/data", "credits", value -> value - count[0]++);
    });
    add("balance", credits, "200", "that of one question ago", () -> {
      List<Long> seen = new ArrayList<>();
      return (original, server) -> Answers.number(original, "/data", "credits", value -> {
        seen.add(value);
        return seen.size() > 1 ? seen.get(seen.size() - 2) : value;
      });
    });
    change("balance", credits.id(), "200", "half of it", original -> Answers.number(original, "/data", "credits", value -> value / 2));
    refund(credits, "a refund paid twice", 2);
    refund(credits, "half of a refund", 0.5);
    add("balance", credits, "200", "a refund forgotten", () -> {
      long[] least = {Long.MAX_VALUE};
      return (original, server) -> Answers.number(original, "/data", "credits", value -> {
        // What was spent once does not come back, but for a reset.
        least[0] = value - least[0] > 900 ? value : Math.min(least[0], value);
        return least[0];
      });
    });
  }

  /** A rise of a balance is a refund, unless it is the reset of the sandbox. */
  private void refund(Operation credits, String how, double share) {
    add("balance", credits, "200", how, () -> {
      Map<String, Long> last = new HashMap<>();
      return (original, server) -> Answers.number(original, "/data", "credits", value -> {
        Long before = last.put(original.request().header("Authorization"), value);
        boolean refunded = before != null && value > before && value - before < 900;
        return refunded ? Long.valueOf(before + Math.round((value - before) * share)) : value;
      });
    });
  }
}
