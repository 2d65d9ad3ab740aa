package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A submitted task is readable at once, by its owner only, and moves forward to its end: its status never goes back, its progress never
 * falls, a completed task has a result, and a failed task refunds its credits.
 */
public final class LifeCycleForward implements Scenario {

  private static final List<String> ORDER = List.of("pending", "queued", "processing", "completed");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** The sandbox ends a task within seconds. */
  private static final Duration SHORT_PAUSE = Duration.ofMillis(50);
  private static final List<String> SAME = List.of("id", "model", "createdAt");

  @Override
  public int turn() {
    return 10;
  }

  @Override
  public void run(Probe probe) {
    if (!probe.world().isSandbox()) {
      elsewhere(probe);
      return;
    }
    Set<String> models = new HashSet<>();
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid()) {
        for (JsonNode body : operation.body().orElseThrow().examples().values()) {
          follow(probe, operation, body, models);
        }
      }
    }
    JsonNode input = Probe.object().put("prompt", "A lighthouse at dawn").put("output_format", "jpeg");
    follow(probe, probe.operation("generateMedia"), Probe.object().put("model", "flux-2-pro-text-to-image").set("input", input),
        new HashSet<>());
    failsAndRefunds(probe);
  }

  /** On another server one task is enough, since it costs. All checks that need a completed task share it. */
  private static void elsewhere(Probe probe) {
    Operation generate = probe.operation("generateMedia");
    // The run reads the prices of the models before it buys anything.
    probe.send(probe.operation("listModels"), probe.valid(probe.operation("listModels")));
    follow(probe, generate, generate.body().orElseThrow().first(), new HashSet<>());
    probe.skip("the other examples, which cost more credits, and a failure, which only the sandbox can be asked for");
  }

  private static void follow(Probe probe, Operation operation, JsonNode body, Set<String> models) {
    Optional<ApiRequest> purchase = Purchases.of(probe, operation, body);
    if (purchase.isEmpty()) {
      return;
    }
    probe.refresh();
    ApiRequest request = purchase.get().with(probe.contract().fields().idempotencyKey(), UUID.randomUUID().toString());
    Exchange submitted = probe.send(operation, request);
    JsonNode submission = submitted.data();
    String id = submission.path("id").asString("");
    Operation getTask = probe.operation("getTask");
    String path = "$.data.id";
    if (!probe.expect(submitted.status() == 200, Elements.property(operation.id(), "200", "application/json", path), submitted,
        "HTTP 200 for an example of the contract", operation.pointer())) {
      return;
    }
    Exchange early = probe.send(getTask, request(probe, getTask, id));
    same(probe, getTask, early, submission, early.data(), SAME);
    typed(probe, early);
    if (!models.add(submission.path("model").asString(""))) {
      // One completed task per model is enough; the other examples differ in their requests only.
      return;
    }
    early(probe, id);
    JsonNode task = await(probe, id);
    Exchange read = probe.send(getTask, request(probe, getTask, id));
    same(probe, getTask, read, submission, task, SAME);
    typed(probe, read);
    JsonNode again = read.data();
    boolean over = ORDER.get(3).equals(task.path("status").asString("")) || task.path("error").isObject();
    probe.expect(!over || again.equals(task), property("status"), read, again.toString(), "what it was at its end: " + task, getTask.pointer());
    JsonNode prompt = body.path("input").has("prompt") ? body.path("input").path("prompt") : body.path("prompt");
    probe.expect(!prompt.isString() || prompt.equals(again.path("prompt")), property("prompt"), read, "prompt " + again.path("prompt"),
        "prompt " + prompt + ", as it was submitted", "/components/schemas/Task/properties/prompt");
    String status = task.path("status").asString("");
    if (!probe.world().isSandbox() && !status.equals("completed") && (ORDER.contains(status) || status.equals("failed"))) {
      probe.skip("the end of a purchased task, which was still " + status);
      ownedByItsOwner(probe, id);
      return;
    }
    probe.expect(status.equals("completed"), value("status", status), read, "a completed task of a valid request", getTask.pointer());
    probe.expect(task.path("progress").intValue(-1) == 100 && task.path("result").isObject() && task.path("error").isNull()
        && task.path("completedAt").isString(), property("result"), read, "a result, progress 100 and no error when completed",
        "/components/schemas/Task");
    if (status.equals("completed")) {
      probe.world().completed(id);
    }
    Exchange replay = probe.send(operation, request);
    probe.expect(Arrays.equals(replay.body(), submitted.body()), Elements.promise("life-cycle-forward"), replay, replay.summary() + " once the task has ended",
        "the first answer again: " + submitted.summary(), "/components/parameters/IdempotencyKey/description");
    ownedByItsOwner(probe, id);
    download(probe, id, task);
  }

  /** A task that has no result yet is known all the same. */
  private static void early(Probe probe, String id) {
    Operation download = probe.operation("downloadResult");
    String code = probe.contract().code("noResult");
    Exchange exchange = probe.send(download, request(probe, download, id));
    probe.expect(exchange.status() == 200 || exchange.errorCode().filter(code::equals).isPresent(), Elements.errorCode("downloadResult", "404", code), exchange,
        "HTTP 404 " + code + " until the task has a result", download.pointer() + "/responses/404");
  }

  /** A task has the media type of its model, whatever its status. */
  private static void typed(Probe probe, Exchange read) {
    Operation list = probe.operation("listModels");
    JsonNode task = read.data();
    JsonNode types = probe.send(list, probe.valid(list)).data();
    String type = types.valueStream().filter(model -> model.path("id").equals(task.path("model"))).findFirst().map(model -> model.path("type").asString("")).orElse("");
    probe.expect(type.isEmpty() || task.path("mediaType").asString("").equals(type), property("mediaType"), read, "mediaType " + task.path("mediaType"),
        "mediaType " + type + ", as of its model", "/components/schemas/Task/properties/mediaType");
  }

  private static JsonNode await(Probe probe, String id) {
    Operation getTask = probe.operation("getTask");
    Instant deadline = Instant.now().plus(probe.world().isSandbox() ? PATIENCE : LONG_PATIENCE);
    int rank = 0;
    int progress = 0;
    Duration pause = probe.world().isSandbox() ? SHORT_PAUSE : FIRST_PAUSE;
    while (true) {
      Exchange exchange = probe.send(getTask, request(probe, getTask, id));
      if (!probe.expect(exchange.status() == 200, Elements.status("getTask", "200"), exchange, "HTTP 200 for a task of one's own",
          getTask.pointer())) {
        return Probe.object();
      }
      JsonNode task = exchange.data();
      String status = task.path("status").asString("");
      int now = status.equals("failed") ? ORDER.size() : ORDER.indexOf(status);
      probe.expect(now >= rank, property("status"), exchange, status + " after " + ORDER.get(Math.min(rank, 3)),
          "a status that never goes back", getTask.pointer());
      probe.expect(task.path("progress").intValue(-1) >= progress, property("progress"), exchange,
          task.path("progress").asString("none") + " after " + progress, "a progress that never falls",
          "/components/schemas/Task/properties/progress");
      rank = Math.max(rank, now);
      progress = Math.max(progress, task.path("progress").intValue(0));
      boolean ended = rank >= 3;
      probe.expect(ended == task.path("completedAt").isString(), property("completedAt"), exchange,
          "a time of the end when there is one, and only then", "/components/schemas/Task/properties/completedAt");
      if (ended || exchange.status() != 200 || Instant.now().isAfter(deadline)) {
        return task;
      }
      probe.pause(pause);
      Duration longer = pause.multipliedBy(3).dividedBy(2);
      pause = probe.world().isSandbox() ? pause : longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
  }

  private static void ownedByItsOwner(Probe probe, String id) {
    Optional<String> other = probe.world().otherKey();
    if (other.isEmpty()) {
      probe.skip("whether others can read a task, for which there is no second key");
      return;
    }
    for (String name : List.of("getTask", "downloadResult")) {
      Operation operation = probe.operation(name);
      ApiRequest request = request(probe, operation, id).with("Authorization", "Bearer " + other.get());
      refused(probe, operation, request);
      probe.some(otherWays(operation, request)).forEach(way -> refused(probe, operation, way));
    }
  }

  /** Ways around the check of the owner: without the body, the bytes themselves, a part of them, and whether they have changed. */
  private static List<ApiRequest> otherWays(Operation operation, ApiRequest request) {
    List<ApiRequest> ways = new ArrayList<>(List.of(request.withMethod("HEAD")));
    if (operation.id().equals("downloadResult")) {
      ApiRequest bytes = request.withUrl(request.url() + "?mode=proxy");
      ways.addAll(List.of(bytes, bytes.withMethod("HEAD"), bytes.with("Range", "bytes=0-9"), bytes.with("If-None-Match", "*")));
    }
    return ways;
  }

  private static void refused(Probe probe, Operation operation, ApiRequest request) {
    Exchange exchange = probe.send(operation, request);
    probe.expect(exchange.status() == 403, Elements.errorCode(operation.id(), "403", probe.contract().code("accessDenied")), exchange,
        "HTTP 403 for the task of another user", "/components/responses/TaskForbidden");
  }

  private static void download(Probe probe, String id, JsonNode task) {
    Operation download = probe.operation("downloadResult");
    Exchange link = probe.send(download, request(probe, download, id));
    String type = task.path("result").path("type").asString("");
    probe.expect(link.data().path("type").asString("").equals(type),
        Elements.property("downloadResult", "200", "application/json", "$.data.type"), link, "type " + type,
        "/components/schemas/Download/properties/type");
    JsonNode change = Probe.object().set("parameters", Probe.object().put("id", id).put("mode", "proxy"));
    Exchange bytes = probe.send(download, probe.changed(download, change));
    probe.expect(bytes.status() == 200 && bytes.body().length > 100 && !bytes.mediaType().equals("application/json"),
        Elements.mediaType("downloadResult", "200", bytes.mediaType()), bytes, "the bytes of the result", download.pointer());
    String url = link.data().path("url").asString("");
    Exchange linked = probe.fetch(url);
    probe.expect(linked.status() == 200 && Arrays.equals(linked.body(), bytes.body()),
        Elements.property("downloadResult", "200", "application/json", "$.data.url"), link, url + " answers HTTP " + linked.status() + " with "
        + linked.body().length + " bytes", "a link to the " + bytes.body().length + " bytes of the result", "/components/schemas/Download/properties/url");
    String kind = bytes.mediaType().split("/", 2)[0];
    probe.expect(List.of("", "application", kind).contains(linked.mediaType().split("/", 2)[0]) && !linked.mediaType().equals("application/json"),
        Elements.property("downloadResult", "200", "application/json", "$.data.url"), link, url + " answers with " + linked.mediaType(), "bytes of " + bytes.mediaType(),
        "/components/schemas/Download/properties/url");
    String shown = task.path("result").path("url").asString(url);
    probe.expect(shown.equals(url) || probe.fetch(shown).status() == 200, property("result"), link, shown + " leads nowhere", "a link to the result",
        "/components/schemas/TaskResult");
    Exchange part = probe.send(download, probe.changed(download, change).with("Range", "bytes=0-99"));
    probe.expect(part.status() == 206 && part.mediaType().equals(bytes.mediaType()) && part.body().length == 100,
        Elements.mediaType("downloadResult", "206", bytes.mediaType()), part, "the first 100 bytes", download.pointer());
  }

  private static void failsAndRefunds(Probe probe) {
    probe.refresh();
    Operation generate = probe.operation("generateMedia");
    String cause = probe.contract().at("/components/schemas/TaskErrorCode/examples/0").asString("");
    JsonNode body = Probe.object().put("model", "flux-2-pro-text-to-image").put("prompt", "sandbox:fail=" + cause);
    long before = probe.balance();
    Exchange submitted = probe.send(generate, probe.changed(generate, Probe.object().set("body", body)));
    String id = submitted.data().path("id").asString("");
    JsonNode task = await(probe, id);
    Operation getTask = probe.operation("getTask");
    Exchange read = probe.send(getTask, request(probe, getTask, id));
    probe.expect(task.path("status").asString("").equals("failed") && task.path("result").isNull()
        && task.path("error").path("code").asString("").equals(cause), property("error"), read,
        "failed with " + cause + " and no result", "/components/schemas/TaskError");
    typed(probe, read);
    long after = probe.balance();
    probe.expect(before == after, property("status"), read, "a balance of " + after, before + " again after a failure",
        generate.pointer());
  }

  private static void same(Probe probe, Operation operation, Exchange exchange, JsonNode submission, JsonNode task,
      List<String> names) {
    for (String name : names) {
      probe.expect(submission.path(name).equals(task.path(name)), property(name), exchange, name + ' ' + task.path(name),
          name + ' ' + submission.path(name) + ", as in the submission", operation.pointer());
    }
  }

  private static ApiRequest request(Probe probe, Operation operation, String id) {
    return probe.changed(operation, SandboxRequest.parameter("id", id));
  }

  private static String property(String name) {
    return Elements.property("getTask", "200", "application/json", "$.data." + name);
  }

  private static String value(String name, String value) {
    return Elements.value(property(name), value);
  }
}
