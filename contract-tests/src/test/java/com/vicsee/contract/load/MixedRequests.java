package com.vicsee.contract.load;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Mixed requests of users: they submit tasks and poll them to the end, read old tasks, fetch results, and provoke each error of the contract. A user who has
 * submitted a task waits for its end, like a client, so that tasks do not pile up. Seeded.
 */
final class MixedRequests {

  private static final int KEPT = 2000;
  private static final int LONGEST_BODY = 1 << 20;
  /** The number of tasks in progress. */
  private static final int UNDER_WAY = 64;

  private final Contract contract;
  private final String baseUrl;
  private final List<Example> mistakes;
  private final Random random;
  private final List<Made> ended = new ArrayList<>();
  private final List<Made> underWay = new ArrayList<>();
  private final Map<ApiRequest, Operation> asked = Collections.synchronizedMap(new IdentityHashMap<>());

  private record Made(String key, String id) {}

  MixedRequests(Contract contract, String baseUrl, long seed) {
    this.contract = contract;
    this.baseUrl = baseUrl;
    this.random = new Random(seed);
    this.mistakes = contract.operations().stream().flatMap(operation -> operation.errorExamples().stream())
        .filter(example -> SandboxRequest.of(contract, example).to(baseUrl).body().length <= LONGEST_BODY).toList();
  }

  /** The next request. */
  synchronized ApiRequest next(int number) {
    String key = LoadedSandbox.key(number);
    int percent = random.nextInt(100);
    Made old = ended.isEmpty() ? new Made(key, "task_none") : ended.get(random.nextInt(ended.size()));
    if (percent < 20) {
      return read(old);
    } else if (percent < 65) {
      return underWay.size() < UNDER_WAY ? order(key, number, percent < 60 ? "" : " sandbox:fail") : read(underWay.get(random.nextInt(underWay.size())));
    } else if (percent < 75) {
      return of("getCredits", key, Map.of(), null);
    } else if (percent < 80) {
      return of("listModels", key, Map.of(), null);
    } else if (percent < 82) {
      return of("downloadResult", old.key, Map.of("id", old.id), null);
    } else if (percent < 85) {
      return of("createUpload", key, Map.of(), null);
    }
    Example mistake = mistakes.get(random.nextInt(mistakes.size()));
    return remember(contract.operation(mistake.operation()), SandboxRequest.of(contract, mistake).to(baseUrl));
  }

  private ApiRequest read(Made task) {
    return of("getTask", task.key, Map.of("id", task.id), null);
  }

  private ApiRequest order(String key, int number, String trigger) {
    return of("generateMedia", key, Map.of(), "{\"model\": \"flux-2-pro-text-to-image\", \"prompt\": \"Lighthouse " + number + trigger + "\"}");
  }

  private ApiRequest of(String id, String key, Map<String, String> parameters, @org.jspecify.annotations.Nullable String body) {
    Operation operation = contract.operation(id);
    var change = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("key", key);
    parameters.forEach((name, value) -> change.withObject("/parameters").put(name, value));
    ApiRequest request = SandboxRequest.changed(operation, change).to(baseUrl);
    return remember(operation, body == null ? request : request.withBody(body.getBytes(StandardCharsets.UTF_8)));
  }

  private ApiRequest remember(Operation operation, ApiRequest request) {
    asked.put(request, operation);
    return request;
  }

  /** The operation of the request, which is read once. */
  Operation operation(ApiRequest request) {
    Operation operation = asked.remove(request);
    if (operation == null) {
      throw new IllegalArgumentException("not asked: " + request);
    }
    return operation;
  }

  /** Records a new task, whose end the users then wait for, or an ended one, which they may read later. */
  synchronized void learn(Operation operation, Exchange answer) {
    if (answer.status() >= 300) {
      return;
    }
    JsonNode data = answer.json().map(body -> body.path("data")).orElseGet(MissingNode::getInstance);
    Made task = new Made(key(answer.request()), data.path("id").asString(""));
    if (operation.id().equals("generateMedia")) {
      underWay.add(task);
    } else if (operation.id().equals("getTask") && Servers.hasEnded(data) && underWay.remove(task)) {
      keep(task);
    }
  }

  private static String key(ApiRequest request) {
    return Objects.requireNonNullElse(request.header("Authorization"), "").replaceFirst("Bearer ", "");
  }

  private void keep(Made task) {
    if (ended.size() < KEPT) {
      ended.add(task);
    } else {
      ended.set(random.nextInt(KEPT), task);
    }
  }

  /** The requests that read the tasks whose end the users have not seen yet. */
  synchronized List<ApiRequest> outstanding() {
    return underWay.stream().map(this::read).toList();
  }
}
