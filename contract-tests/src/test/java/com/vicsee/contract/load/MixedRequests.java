package com.vicsee.contract.load;

import com.vicsee.contract.support.Contract;
import com.vicsee.contract.support.Example;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.support.SandboxRequest;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * What users do, mixed: mostly they poll, they order and fetch results, and some of them do each thing that the contract has an error for. Seeded, so that two
 * runs ask the same.
 */
final class MixedRequests {

  private static final int KEPT = 2000;
  private static final int LONGEST_BODY = 1 << 20;

  private final Contract contract;
  private final String baseUrl;
  private final List<Example> mistakes;
  private final Random random;
  private final List<Made> tasks = new ArrayList<>();
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
    Made made = tasks.isEmpty() ? new Made(key, "task_none") : tasks.get(random.nextInt(tasks.size()));
    if (percent < 45) {
      return of("getTask", made.key, Map.of("id", made.id), null);
    } else if (percent < 60) {
      return of("generateMedia", key, Map.of(), "{\"model\": \"flux-2-pro-text-to-image\", \"prompt\": \"Lighthouse " + number + "\"}");
    } else if (percent < 65) {
      return of("generateMedia", key, Map.of(), "{\"model\": \"flux-2-pro-text-to-image\", \"prompt\": \"Lighthouse " + number + " sandbox:fail\"}");
    } else if (percent < 75) {
      return of("getCredits", key, Map.of(), null);
    } else if (percent < 80) {
      return of("listModels", key, Map.of(), null);
    } else if (percent < 82) {
      return of("downloadResult", made.key, Map.of("id", made.id), null);
    } else if (percent < 85) {
      return of("createUpload", key, Map.of(), null);
    }
    Example mistake = mistakes.get(random.nextInt(mistakes.size()));
    return remember(contract.operation(mistake.operation()), SandboxRequest.of(contract, mistake).to(baseUrl));
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

  /** The operation that was asked, told once. */
  Operation operation(ApiRequest request) {
    Operation operation = asked.remove(request);
    if (operation == null) {
      throw new IllegalArgumentException("not asked: " + request);
    }
    return operation;
  }

  /** Keeps the task that was made, so that it is polled and fetched later. */
  synchronized void learn(Exchange answer) {
    if (answer.request().method().equals("POST") && answer.status() < 300) {
      answer.json().map(body -> body.at("/data/id")).filter(JsonNode::isString).ifPresent(id -> {
        Made made = new Made(answer.request().header("Authorization").replaceFirst("Bearer ", ""), id.stringValue());
        if (tasks.size() < KEPT) {
          tasks.add(made);
        } else {
          tasks.set(random.nextInt(KEPT), made);
        }
      });
    }
  }
}
