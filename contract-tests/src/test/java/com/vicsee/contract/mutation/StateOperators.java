package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Mutation operators for what an answer says of a resource that an earlier answer has described. */
final class StateOperators extends SequenceOperators {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  StateOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    contract.operations().forEach(this::stale);
    tasks();
  }

  private void stale(Operation operation) {
    add("stale answer", operation, ANY, "the answer before again, headers and all", () -> previous((was, original) -> was));
    add("stale answer", operation, ANY, "the headers of the answer before", () -> previous((was, original) ->
        was.headers().equals(original.headers()) ? original : new Exchange(original.request(), original.status(), was.headers(), original.body())));
    add("stale answer", operation, ANY, "always the first answer", () -> {
      Map<Integer, Exchange> first = new HashMap<>();
      return (original, server) -> first.putIfAbsent(original.status(), original) == null ? original : first.get(original.status());
    });
    if (operation.paid() || operation.id().equals("createUpload")) {
      add("stale answer", operation, "200", "always the first body", () -> {
        List<byte[]> first = new ArrayList<>();
        return (original, server) -> {
          first.add(original.body());
          return first.size() == 1 ? original : Answers.body(original, first.get(0));
        };
      });
    }
  }

  private interface Mixer {
    Exchange mix(Exchange before, Exchange original);
  }

  private static Mutation previous(Mixer mixer) {
    Map<String, Exchange> before = new HashMap<>();
    return (original, server) -> {
      Exchange was = before.put(original.status() + original.request().method() + original.request().url(), original);
      return was == null ? original : mixer.mix(was, original);
    };
  }

  private void tasks() {
    String op = "getTask";
    task(op, "back to processing after its end", true, data -> data.put("status", "processing").put("progress", 50).putNull("result").putNull("completedAt")
        .putNull("error"));
    task(op, "back to pending after its end", true, data -> data.put("status", "pending").put("progress", 0).putNull("result").putNull("completedAt")
        .putNull("error"));
    task(op, "its progress back after its end", true, data -> data.put("progress", 99));
    task(op, "failed after it was completed", true, data -> data.path("status").asString("").equals("completed") ? data.put("status", "failed") : data);
    Map<String, UnaryOperator<ObjectNode>> changes = new LinkedHashMap<>();
    changes.put("completed without a result", data -> completed(data) ? data.putNull("result") : data);
    changes.put("completed without a time", data -> completed(data) ? data.putNull("completedAt") : data);
    changes.put("completed at 99 percent", data -> completed(data) ? data.put("progress", 99) : data);
    changes.put("completed with an error", data -> completed(data) ? data.set("error", error()) : data);
    changes.put("completed where it failed", data -> data.path("status").asString("").equals("failed") ? data.put("status", "completed") : data);
    changes.put("failed where it was completed", data -> completed(data) ? data.put("status", "failed").putNull("result").set("error", error()) : data);
    changes.put("failed without an error", data -> data.path("status").asString("").equals("failed") ? data.putNull("error") : data);
    changes.put("failed with another error", data -> data.path("error").isObject() ? data.set("error", error()) : data);
    changes.put("failed with a result", data -> data.path("status").asString("").equals("failed")
        ? data.set("result", JSON.objectNode().put("type", "image").put("url", "https://vicsee.com/media/x.png")) : data);
    changes.put("a result before its end", data -> ended(data) ? data
        : data.set("result", JSON.objectNode().put("type", "image").put("url", "https://vicsee.com/media/x.png")));
    changes.put("a time of its end before it", data -> ended(data) ? data : data.put("completedAt", "2024-12-28T00:00:00.000Z"));
    changes.put("an end before its beginning", data -> data.path("completedAt").isString() ? data.put("completedAt", "2020-01-01T00:00:00.000Z") : data);
    changes.put("id of another task", data -> data.put("id", "task_sandbox_failed"));
    changes.put("model of another task", data -> data.put("model", "suno-v5-generate-music"));
    changes.put("prompt of another task", data -> data.put("prompt", "Something else"));
    changes.put("prompt cut", data -> data.path("prompt").isString() ? data.put("prompt", data.path("prompt").stringValue().substring(1)) : data);
    changes.put("createdAt of another task", data -> data.put("createdAt", "2020-01-01T00:00:00.000Z"));
    for (String type : List.of("image", "video", "music")) {
      changes.put("mediaType " + type, data -> data.put("mediaType", type));
    }
    changes.put("mediaType of another model until its end", data -> completed(data) ? data
        : data.put("mediaType", data.path("mediaType").asString("").equals("image") ? "video" : "image"));
    changes.put("result of another type", data -> data.path("result").isObject() && !data.path("result").path("type").asString("").equals("video")
        ? data.set("result", JSON.objectNode().put("type", "video").put("url", "https://vicsee.com/media/x.mp4")) : data);
    changes.put("result with a link that leads nowhere", data -> data.path("result").path("url").isString()
        ? data.set("result", ((ObjectNode) data.path("result").deepCopy()).put("url", data.path("result").path("url").stringValue() + "x")) : data);
    changes.forEach((how, change) -> change("task", op, "200", "a task " + how, original -> Answers.data(original, change)));
    add("task", contract.operation(op), "200", "progress that falls", () -> {
      int[] polls = new int[1];
      return (original, server) -> Answers.data(original, data -> ended(data) ? data : data.put("progress", Math.max(0, 90 - 10 * polls[0]++)));
    });
  }

  private void task(String operation, String how, boolean afterEnd, UnaryOperator<ObjectNode> change) {
    add("task", contract.operation(operation), "200", "a task " + how, () -> {
      Map<String, Integer> ends = new HashMap<>();
      return (original, server) -> Answers.data(original, data -> {
        boolean seen = ended(data) && ends.merge(data.path("id").asString(""), 1, Integer::sum) > 1;
        return afterEnd && seen ? change.apply(data) : data;
      });
    });
  }

  private static boolean completed(ObjectNode data) {
    return data.path("status").asString("").equals("completed");
  }

  private static boolean ended(ObjectNode data) {
    return completed(data) || data.path("status").asString("").equals("failed");
  }

  private static ObjectNode error() {
    return JSON.objectNode().put("code", "GENERATION_FAILED").put("key", "generic").put("message", "Generation failed");
  }
}
