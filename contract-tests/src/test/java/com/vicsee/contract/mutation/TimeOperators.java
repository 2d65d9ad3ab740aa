package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.support.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Findings that no answer alone shows: between two answers, two callers, or an answer and what was asked. */
public final class TimeOperators {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String KEY = "Idempotency-Key";
  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String ID = "X-Request-Id";
  private static final String ANY = "*";

  private final Contract contract;
  private final String baseUrl;
  private final List<Mutant> lies = new ArrayList<>();

  private TimeOperators(Contract contract, String baseUrl) {
    this.contract = contract;
    this.baseUrl = baseUrl;
  }

  /** All lies over time about a sandbox. */
  public static List<Mutant> of(Contract contract, String baseUrl) {
    TimeOperators made = new TimeOperators(contract, baseUrl);
    for (Operation operation : contract.operations()) {
      made.stale(operation);
      made.quota(operation);
      made.requestIds(operation);
      made.refusals(operation);
      made.callers(operation);
      made.asked(operation);
      if (operation.method().equals("GET")) {
        made.heads(operation);
      }
      if (operation.paid()) {
        made.money(operation);
        made.replays(operation);
      }
    }
    made.tasks();
    made.balances();
    made.bytes();
    made.models();
    made.uploads();
    return List.copyOf(made.lies);
  }

  private void add(String kind, Operation operation, String status, String place, Supplier<Mutation> tellers) {
    lies.add(Mutant.timed(kind, operation.id(), status, place, tellers));
  }

  private void change(String kind, String operation, String status, String place, UnaryOperator<Exchange> change) {
    lies.add(Mutant.timed(kind, operation, status, place, () -> (truth, server) -> change.apply(truth)));
  }

  /** Asks the true server something else than the caller did. */
  private void ask(String kind, Operation operation, String status, String place, UnaryOperator<ApiRequest> other) {
    add(kind, operation, status, place, () -> (truth, server) -> {
      ApiRequest asked = other.apply(truth.request());
      return asked.equals(truth.request()) ? truth : server.apply(asked);
    });
  }

  private void stale(Operation operation) {
    add("stale answer", operation, ANY, "the answer before again, headers and all", () -> previous((was, truth) -> was));
    add("stale answer", operation, ANY, "the headers of the answer before", () -> previous((was, truth) ->
        was.headers().equals(truth.headers()) ? truth : new Exchange(truth.request(), truth.status(), was.headers(), truth.body())));
    add("stale answer", operation, ANY, "always the first answer", () -> {
      Map<Integer, Exchange> first = new HashMap<>();
      return (truth, server) -> first.putIfAbsent(truth.status(), truth) == null ? truth : first.get(truth.status());
    });
    if (operation.paid() || operation.id().equals("createUpload")) {
      add("stale answer", operation, "200", "always the first body", () -> {
        List<byte[]> first = new ArrayList<>();
        return (truth, server) -> {
          first.add(truth.body());
          return first.size() == 1 ? truth : Answers.body(truth, first.get(0));
        };
      });
    }
  }

  private interface Mixer {
    Exchange mix(Exchange before, Exchange truth);
  }

  private static Mutation previous(Mixer mixer) {
    Map<String, Exchange> before = new HashMap<>();
    return (truth, server) -> {
      Exchange was = before.put(truth.status() + truth.request().method() + truth.request().url(), truth);
      return was == null ? truth : mixer.mix(was, truth);
    };
  }

  private void quota(Operation operation) {
    add("quota", operation, ANY, "remaining does not fall", () -> {
      Map<String, String> first = new HashMap<>();
      return (truth, server) -> Answers.header(truth, REMAINING,
          value -> first.computeIfAbsent(truth.request().header("Authorization") + truth.header(LIMIT), k -> value));
    });
    change("quota", operation.id(), ANY, "remaining falls by two", truth -> used(truth, used -> 2 * used));
    change("quota", operation.id(), ANY, "remaining rises", truth -> Answers.header(truth, REMAINING, value -> truth.header(LIMIT)
        .filter(l -> l.matches("\\d+") && Long.parseLong(l) > 0).map(l -> Long.toString(Long.parseLong(l) - Long.parseLong(value))).orElse(value)));
    change("quota", operation.id(), ANY, "failures are not counted", truth -> truth.status() < 400 ? truth
        : used(truth, used -> used - 1));
    List<String> limits = contract.at("/x-plans").valueStream().map(p -> p.path("requestsPerDay").asString()).toList();
    for (String limit : limits) {
      change("quota", operation.id(), "200", "limit " + limit + " whatever the plan", truth -> Answers.header(truth, LIMIT, value -> limit));
    }
  }

  private static Exchange used(Exchange truth, UnaryOperator<Long> change) {
    long limit = truth.header(LIMIT).filter(l -> l.matches("\\d{1,9}")).map(Long::parseLong).orElse(0L);
    return Answers.header(truth, REMAINING, value -> Long.toString(Math.max(0, limit - change.apply(limit - Long.parseLong(value)))));
  }

  private void requestIds(Operation operation) {
    add("request id", operation, ANY, "another id than was sent", () -> {
      int[] count = new int[1];
      return (truth, server) -> truth.request().header(ID).isEmpty() ? truth : Answers.header(truth, ID, value -> "req-" + ++count[0]);
    });
    change("request id", operation.id(), ANY, "always the same id where none was sent",
        truth -> truth.request().header(ID).isEmpty() ? Answers.header(truth, ID, value -> "req-same") : truth);
    change("request id", operation.id(), ANY, "an invalid id sent back", truth -> truth.request().header(ID).matches("[\\w.-]{1,128}")
        || truth.request().header(ID).isEmpty() ? truth : Answers.header(truth, ID, value -> truth.request().header(ID)));
  }

  /** Each refusal forgotten, as if what was asked had been good. */
  private void refusals(Operation operation) {
    for (String status : operation.responses().keySet()) {
      if (status.compareTo("400") >= 0) {
        add("refusal forgotten", operation, status, "success instead", () -> (truth, server) -> {
          Exchange good = server.apply(SandboxRequest.valid(operation).to(baseUrl));
          return good.status() == 200 ? good : truth;
        });
      }
    }
  }

  private void callers(Operation operation) {
    ask("another caller", operation, "200", "the answer that another user gets", request -> request.header("Authorization").endsWith("sk-sandbox-pro")
        ? request.with("Authorization", "Bearer sk-sandbox-starter") : request);
    if (!operation.anonymous()) {
      ask("another caller", operation, "401", "a key taken from the query", request -> request.url().contains("key=")
          ? request.with("Authorization", "Bearer " + SandboxRequest.KEY) : request);
      ask("another caller", operation, "401", "a key taken from another header", request -> request.header("X-Api-Key").isEmpty() ? request
          : request.with("Authorization", "Bearer " + request.header("X-Api-Key")));
      ask("another caller", operation, "401", "no key needed", request -> request.header("Authorization").isEmpty()
          ? request.with("Authorization", "Bearer " + SandboxRequest.KEY) : request);
    }
    ask("another caller", operation, "401", "any key that begins well", request -> request.header("Authorization").startsWith("Bearer sk-sandbox-pro")
        ? request.with("Authorization", "Bearer " + SandboxRequest.KEY) : request);
    ask("another caller", operation, "401", "any scheme", request -> request.header("Authorization").startsWith("Basic")
        ? request.with("Authorization", "Bearer " + SandboxRequest.KEY) : request);
    ask("another caller", operation, "200", "the scheme in its usual letters only", request -> request.header("Authorization").matches("(?i)bearer .*")
        && !request.header("Authorization").startsWith("Bearer") ? request.with("Authorization", request.header("Authorization").replaceFirst("(?i)bearer", "Basic")) : request);
    if (operation.parameters().stream().anyMatch(p -> p.in().equals("path"))) {
      ask("another caller", operation, "403", "the task of somebody else", request -> request.with("Authorization",
          request.header("Authorization").endsWith("sk-sandbox-other") ? "Bearer sk-sandbox-pro" : "Bearer sk-sandbox-other"));
    }
  }

  /** What the caller asked for is not heard. */
  private void asked(Operation operation) {
    ask("not heard", operation, "406", "Accept", request -> request.with("Accept", "*/*"));
    ask("not heard", operation, "200", "an Accept with weights", request -> request.header("Accept").contains(";q=") ? request.with("Accept", "text/html") : request);
    ask("not heard", operation, "200", "an Accept in capitals", request -> request.header("Accept").equals("APPLICATION/JSON")
        ? request.with("Accept", "text/html") : request);
    ask("not heard", operation, "405", "the method", request -> request.withMethod(operation.method()));
    if (operation.body().isPresent()) {
      ask("not heard", operation, "415", "Content-Type", request -> request.with("Content-Type", "application/json").with("Content-Encoding", null));
      ask("not heard", operation, "200", "a charset", request -> request.header("Content-Type").contains("charset")
          ? request.with("Content-Type", "text/plain") : request);
      ask("not heard", operation, "200", "a body in chunks", request -> request.header("Transfer-Encoding").isEmpty() ? request
          : request.with("Content-Type", "text/plain"));
    }
    operation.parameters().stream().filter(p -> p.in().equals("query")).forEach(p -> ask("not heard", operation, ANY, "the query " + p.name(),
        request -> request.withUrl(request.url().replaceAll("[?&]" + p.name() + "=[^&]*", ""))));
    operation.parameters().stream().filter(p -> p.in().equals("header") && !p.name().equals(ID)).forEach(p -> ask("not heard", operation, ANY,
        "the header " + p.name(), request -> request.with(p.name(), null)));
  }

  private void heads(Operation operation) {
    head(operation, "with a body", truth -> Answers.body(truth, "{}"));
    head(operation, "as status 204", truth -> Answers.status(truth, 204));
    head(operation, "as status 405", truth -> Answers.status(truth, 405));
    head(operation, "without Content-Type", truth -> Answers.fields(truth, "Content-Type", f -> List.of()));
    head(operation, "with another Content-Type", truth -> Answers.header(truth, "Content-Type", v -> "text/html"));
    head(operation, "without " + REMAINING, truth -> Answers.fields(truth, REMAINING, f -> List.of()));
    head(operation, "with a header of its own", truth -> Answers.with(truth, "X-Head", "1"));
    head(operation, "without headers", truth -> new Exchange(truth.request(), truth.status(), List.of(), truth.body()));
  }

  private void head(Operation operation, String how, UnaryOperator<Exchange> change) {
    change("HEAD", operation.id(), ANY, "HEAD " + how, truth -> truth.request().method().equals("HEAD") ? change.apply(truth) : truth);
  }

  private void money(Operation operation) {
    for (String name : List.of("creditsUsed", "creditsRemaining")) {
      for (int by : new int[] {-1, 1, 100}) {
        change("credits", operation.id(), "200", name + " off by " + by, truth -> number(truth, "/data", name, value -> value + by));
      }
    }
    change("credits", operation.id(), "200", "creditsUsed always 0", truth -> number(truth, "/data", "creditsUsed", value -> 0L));
    add("credits", operation, "200", "charged twice", () -> (truth, server) -> {
      server.apply(truth.request().with(KEY, null));
      return new Exchange(truth.request(), truth.status(), truth.headers(), truth.body());
    });
    add("credits", operation, "400", "charged for a refusal", () -> (truth, server) -> {
      server.apply(SandboxRequest.valid(operation).to(baseUrl).with("Authorization", truth.request().header("Authorization")));
      return new Exchange(truth.request(), truth.status(), truth.headers(), truth.body());
    });
    for (String name : List.of("id", "model", "createdAt")) {
      change("submission", operation.id(), "200", name + " of another task", truth -> text(truth, "/data", name, value -> switch (name) {
        case "id" -> "task_sandbox_completed";
        case "model" -> "suno-v5-generate-music";
        default -> "2020-01-01T00:00:00.000Z";
      }));
    }
    if (operation.id().startsWith("upscale")) {
      for (var member : fields(operation)) {
        change("submission", operation.id(), "200", "input." + member + " of another input", truth -> Answers.json(truth, body -> {
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
    replay(operation, "with a blank behind it", (truth, server) -> Answers.body(truth, truth.text() + ' '));
    replay(operation, "with its members in another order", (truth, server) -> Answers.json(truth, body -> {
      ObjectNode turned = JSON.objectNode();
      turned.set("data", body.path("data"));
      return turned.set("success", body.path("success"));
    }));
    replay(operation, "done anew", (truth, server) -> server.apply(truth.request().with(KEY, null)));
    replay(operation, "done anew, and said to be a replay", (truth, server) -> Answers.with(server.apply(truth.request().with(KEY, null)), "Idempotency-Replayed", "true"));
    replay(operation, "charged again", (truth, server) -> {
      server.apply(truth.request().with(KEY, null));
      return new Exchange(truth.request(), truth.status(), truth.headers(), truth.body());
    });
    replay(operation, "not said to be one", (truth, server) -> Answers.fields(truth, "Idempotency-Replayed", f -> List.of()));
    replay(operation, "said to be none", (truth, server) -> Answers.header(truth, "Idempotency-Replayed", v -> "false"));
    replay(operation, "with another balance", (truth, server) -> number(truth, "/data", "creditsRemaining", v -> v - 1));
    replay(operation, "refused as a conflict", (truth, server) -> server.apply(SandboxRequest.of(contract,
        operation.errorExamples().stream().filter(e -> e.status().equals("409")).findFirst().orElseThrow()).to(baseUrl)));
    change("replay", operation.id(), "200", "a first answer that says it is a replay", truth -> truth.request().header(KEY).isEmpty()
        || truth.header("Idempotency-Replayed").isPresent() ? truth : Answers.with(truth, "Idempotency-Replayed", "true"));
    change("replay", operation.id(), "200", "an answer without a key that says it is a replay", truth -> truth.request().header(KEY).isEmpty()
        ? Answers.with(truth, "Idempotency-Replayed", "true") : truth);
    add("replay", operation, "409", "another body answered with the first answer", () -> {
      Map<String, Exchange> first = new HashMap<>();
      return (truth, server) -> {
        Exchange known = server.apply(SandboxRequest.valid(operation).to(baseUrl).with(KEY, truth.request().header(KEY)));
        return known.status() == 200 ? first.computeIfAbsent(truth.request().header(KEY), k -> known) : truth;
      };
    });
    ask("replay", operation, "409", "another body done anew", request -> request.with(KEY, null));
    ask("replay", operation, "400", "an invalid key taken", request -> request.header(KEY).isEmpty() ? request : request.with(KEY, null));
  }

  private void replay(Operation operation, String how, Mutation teller) {
    add("replay", operation, "200", "a replay " + how, () -> (truth, server) -> truth.header("Idempotency-Replayed").isEmpty() ? truth
        : teller.tell(truth, server));
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
    changes.put("result of another type", data -> data.path("result").isObject() && !data.path("result").path("type").asString("").equals("video")
        ? data.set("result", JSON.objectNode().put("type", "video").put("url", "https://vicsee.com/media/x.mp4")) : data);
    changes.put("result with a link that leads nowhere", data -> data.path("result").path("url").isString()
        ? data.set("result", ((ObjectNode) data.path("result").deepCopy()).put("url", data.path("result").path("url").stringValue() + "x")) : data);
    changes.forEach((how, change) -> change("task", op, "200", "a task " + how, truth -> data(truth, change)));
    add("task", contract.operation(op), "200", "progress that falls", () -> {
      int[] polls = new int[1];
      return (truth, server) -> data(truth, data -> ended(data) ? data : data.put("progress", Math.max(0, 90 - 10 * polls[0]++)));
    });
  }

  private void task(String operation, String how, boolean afterEnd, UnaryOperator<ObjectNode> change) {
    add("task", contract.operation(operation), "200", "a task " + how, () -> {
      Map<String, Integer> ends = new HashMap<>();
      return (truth, server) -> data(truth, data -> {
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

  private void balances() {
    Operation credits = contract.operation("getCredits");
    for (int by : new int[] {-1, 1, 1000}) {
      change("balance", credits.id(), "200", "off by " + by, truth -> number(truth, "/data", "credits", value -> value + by));
    }
    add("balance", credits, "200", "never another", () -> {
      List<Long> first = new ArrayList<>();
      return (truth, server) -> number(truth, "/data", "credits", value -> {
        first.add(value);
        return first.get(0);
      });
    });
    add("balance", credits, "200", "one less each time", () -> {
      long[] count = new long[1];
      return (truth, server) -> number(truth, "/data", "credits", value -> value - count[0]++);
    });
    add("balance", credits, "200", "that of one question ago", () -> {
      List<Long> seen = new ArrayList<>();
      return (truth, server) -> number(truth, "/data", "credits", value -> {
        seen.add(value);
        return seen.size() > 1 ? seen.get(seen.size() - 2) : value;
      });
    });
    change("balance", credits.id(), "200", "half of it", truth -> number(truth, "/data", "credits", value -> value / 2));
    add("balance", credits, "200", "a refund forgotten", () -> {
      long[] least = {Long.MAX_VALUE};
      return (truth, server) -> number(truth, "/data", "credits", value -> {
        // What was spent once does not come back, but for a reset.
        least[0] = value - least[0] > 900 ? value : Math.min(least[0], value);
        return least[0];
      });
    });
  }

  private void bytes() {
    Operation download = contract.operation("downloadResult");
    add("bytes", download, ANY, "another ETag each time", () -> {
      int[] count = new int[1];
      return (truth, server) -> Answers.header(truth, "ETag", value -> "\"v" + ++count[0] + '"');
    });
    Map<String, UnaryOperator<String>> ranges = new LinkedHashMap<>();
    ranges.put("shifted by one", value -> shifted(value, 1));
    ranges.put("shifted back by one", value -> shifted(value, -1));
    ranges.forEach((how, change) -> ask("bytes", download, "206", "a range " + how,
        request -> request.with("Range", change.apply(request.header("Range")))));
    change("bytes", download.id(), "206", "bytes turned round", truth -> truth.body().length < 2 ? truth : Answers.body(truth, turned(truth.body())));
    change("bytes", download.id(), "206", "a range said to be the whole", truth -> Answers.status(truth, 200));
    change("bytes", download.id(), "206", "a range one byte longer than said", truth -> Answers.body(truth, Arrays.copyOf(truth.body(), truth.body().length + 1)));
    change("bytes", download.id(), "206", "a range one byte shorter than said", truth -> truth.body().length == 0 ? truth
        : Answers.body(truth, Arrays.copyOf(truth.body(), truth.body().length - 1)));
    change("bytes", download.id(), "200", "the last byte another", truth -> isBytes(truth) ? Answers.body(truth, flipped(truth.body())) : truth);
    change("bytes", download.id(), "200", "one byte too few", truth -> isBytes(truth)
        ? Answers.body(truth, Arrays.copyOf(truth.body(), truth.body().length - 1)) : truth);
    add("bytes", download, "200", "the bytes of another task", () -> (truth, server) -> !isBytes(truth) ? truth
        : server.apply(truth.request().withUrl(truth.request().url().replaceFirst("/tasks/[^/]+/", "/tasks/task_sandbox_completed/"))));
    add("bytes", download, "200", "other bytes each time", () -> {
      int[] count = new int[1];
      return (truth, server) -> isBytes(truth) && count[0]++ % 2 == 1 ? Answers.body(truth, flipped(truth.body())) : truth;
    });
    for (String type : List.of("image", "video", "music")) {
      change("link", download.id(), "200", "a link of type " + type, truth -> text(truth, "/data", "type", value -> type));
    }
    change("link", download.id(), "200", "a link that leads nowhere", truth -> text(truth, "/data", "url", value -> value + "x"));
    change("link", download.id(), "200", "a link to another server", truth -> text(truth, "/data", "url", value -> value.replaceFirst("//[^/]+", "//nowhere.invalid")));
    change("link", download.id(), "200", "a link that has ended", truth -> Answers.json(truth, body -> {
      ObjectNode copy = (ObjectNode) body.deepCopy();
      ((ObjectNode) copy.path("data")).put("expiresAt", "2020-01-01T00:00:00.000Z");
      return copy;
    }));
    add("link", download, "200", "a link to the result of the first task", () -> {
      List<String> first = new ArrayList<>();
      return (truth, server) -> text(truth, "/data", "url", value -> {
        first.add(value);
        return first.get(0);
      });
    });
  }

  private static boolean isBytes(Exchange truth) {
    return !truth.mediaType().equals("application/json") && truth.body().length > 0;
  }

  private static String shifted(String range, int by) {
    Matcher matcher = Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(range);
    if (!matcher.matches()) {
      return range;
    }
    long from = Math.max(0, Long.parseLong(matcher.group(1)) + by);
    return "bytes=" + from + '-' + (matcher.group(2).isEmpty() ? "" : Long.toString(Math.max(from, Long.parseLong(matcher.group(2)) + by)));
  }

  private static byte[] turned(byte[] bytes) {
    byte[] other = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      other[i] = bytes[(i + 1) % bytes.length];
    }
    return Arrays.equals(other, bytes) ? flipped(bytes) : other;
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    other[other.length - 1] ^= 1;
    return other;
  }

  private void models() {
    Operation list = contract.operation("listModels");
    change("models", list.id(), "200", "the first left out", truth -> list(truth, data -> data.remove(0)));
    change("models", list.id(), "200", "the first twice", truth -> list(truth, data -> data.add(data.get(0).deepCopy())));
    change("models", list.id(), "200", "none at all", truth -> list(truth, ArrayNode::removeAll));
    change("models", list.id(), "200", "of another type", truth -> list(truth, data -> data.forEach(m -> ((ObjectNode) m).put("type", "video"))));
    change("models", list.id(), "200", "each price one more", truth -> list(truth, data -> data.forEach(m -> m.path("prices").forEach(
        p -> ((ObjectNode) p).put("credits", p.path("credits").longValue() + 1)))));
    change("models", list.id(), "200", "the id of the first another", truth -> list(truth, data -> ((ObjectNode) data.get(0)).put("id", "no-such-model")));
    add("models", list, "200", "another order each time", () -> {
      int[] count = new int[1];
      return (truth, server) -> list(truth, data -> {
        if (count[0]++ % 2 == 1 && data.size() > 1) {
          data.add(data.remove(0));
        }
      });
    });
  }

  private void uploads() {
    String id = "createUpload";
    for (String name : List.of("uploadUrl", "publicUrl")) {
      change("upload", id, "200", name + " leads nowhere", truth -> text(truth, "/data", name, value -> value + "x"));
      change("upload", id, "200", name + " to another server", truth -> text(truth, "/data", name, value -> value.replaceFirst("//[^/]+", "//nowhere.invalid")));
    }
    change("upload", id, "200", "uploadUrl is the publicUrl", truth -> {
      String link = truth.json().map(j -> j.at("/data/publicUrl").asString("")).orElse("");
      return text(truth, "/data", "uploadUrl", value -> link);
    });
    change("upload", id, "200", "an end in the past", truth -> text(truth, "/data", "expiresAt", value -> "2020-01-01T00:00:00.000Z"));
    change("upload", id, "200", "a key of another upload", truth -> text(truth, "/data", "key", value -> "uploads/another.png"));
  }

  private static Exchange list(Exchange truth, Consumer<ArrayNode> change) {
    return Answers.json(truth, body -> {
      if (!(body.path("data") instanceof ArrayNode data) || data.isEmpty()) {
        return body;
      }
      ObjectNode copy = (ObjectNode) body.deepCopy();
      change.accept((ArrayNode) copy.path("data"));
      return copy.equals(body) ? body : copy;
    });
  }

  private static Exchange data(Exchange truth, UnaryOperator<ObjectNode> change) {
    return Answers.json(truth, body -> {
      if (!(body.path("data") instanceof ObjectNode data)) {
        return body;
      }
      ObjectNode copy = data.deepCopy();
      ObjectNode changed = Optional.of(change.apply(copy)).orElse(copy);
      if (changed.equals(data)) {
        return body;
      }
      ObjectNode root = (ObjectNode) body.deepCopy();
      return root.set("data", changed);
    });
  }

  private static Exchange number(Exchange truth, String parent, String name, UnaryOperator<Long> change) {
    return member(truth, parent, name, value -> value.isIntegralNumber() ? JSON.numberNode(change.apply(value.longValue())) : value);
  }

  private static Exchange text(Exchange truth, String parent, String name, UnaryOperator<String> change) {
    return member(truth, parent, name, value -> value.isString() ? JSON.stringNode(change.apply(value.stringValue())) : value);
  }

  private static Exchange member(Exchange truth, String parent, String name, Function<JsonNode, JsonNode> change) {
    return Answers.json(truth, body -> {
      ObjectNode copy = (ObjectNode) body.deepCopy();
      if (!(copy.at(JsonPointer.compile(parent)) instanceof ObjectNode object) || !object.has(name)) {
        return body;
      }
      JsonNode value = object.path(name);
      JsonNode changed = change.apply(value);
      object.set(name, changed);
      return changed.equals(value) ? body : copy;
    });
  }
}
