package com.vicsee.contract.suite;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.Unreached;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Fields;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Recognises a server before the checks run: whether it answers, accepts the keys, and is the sandbox.
 *
 * @param sandbox whether it is the sandbox, where requests cost nothing
 * @param why the evidence
 */
record Recognition(boolean sandbox, String why) {

  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final String MODELS = "/models";
  private static final String CREDITS = "/credits";
  private static final String TASK = "/tasks/task_unknown";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A server that is known to be the sandbox. */
  static Recognition sandbox(Gate gate, String why) {
    gate.open(true, () -> false);
    return new Recognition(true, why);
  }

  /** A server that is known to be another. It reads the prices of the models before anything is bought. */
  static Recognition elsewhere(Gate gate, String why) {
    get(gate, MODELS, null, Map.of());
    return new Recognition(false, why);
  }

  /** Looks at a server. */
  static Recognition at(Contract contract, Gate gate, Settings settings) {
    try {
      return look(contract, gate, settings);
    } catch (Unreached e) {
      throw new CannotRun("The run could not start: " + e.reason() + '.', e);
    }
  }

  private static Recognition look(Contract contract, Gate gate, Settings settings) {
    Exchange models = reach(gate, MODELS, null);
    isTheApi(gate, models);
    keyIsGood(gate, settings.key(), "the key");
    if (settings.secondKey() != null) {
      if (settings.secondKey().equals(settings.key())) {
        throw new CannotRun("Both keys are the same. The second key must belong to another user.");
      }
      keyIsGood(gate, settings.secondKey(), "the second key");
    }
    Optional<String> not = notTheSandbox(contract, gate, settings);
    if (not.isEmpty()) {
      return sandbox(gate, "it has the personas of the contract, and its control has seen this run");
    }
    if (settings.secondKey() != null && isOneUser(contract.fields(), gate, settings.key(), settings.secondKey())) {
      throw new CannotRun("Both keys are of one user, since they share a quota. The second key must belong to another user.");
    }
    return new Recognition(false, not.get());
  }

  private static Exchange reach(Gate gate, String path, @Nullable String key) {
    Exchange exchange = get(gate, path, key, Map.of());
    for (int i = 1; i < TRIES && (exchange.fault().isPresent() || Gateway.isPassing(exchange)); i++) {
      gate.pause(PAUSE);
      exchange = get(gate, path, key, Map.of());
    }
    return exchange;
  }

  /** Fails unless one of two answers comes from the API. */
  private static void isTheApi(Gate gate, Exchange models) {
    if (!isOfApi(models) && !isOfApi(reach(gate, CREDITS, null))) {
      throw new CannotRun(Obstacle.of(gate.baseUrl(), models));
    }
  }

  /** Whether an answer is a success with data or a failure with a code, as all answers of the API are. An unknown path is none of its own. */
  private static boolean isOfApi(Exchange exchange) {
    JsonNode body = exchange.json().orElse(MissingNode.getInstance());
    JsonNode success = body.path("success");
    boolean succeeds = exchange.status() / 100 == 2 && body.path("data").isContainer() && !body.path("data").isEmpty();
    return success.isBoolean() && (success.booleanValue() ? succeeds : exchange.status() / 100 > 3 && exchange.status() != 404 && exchange.errorCode().isPresent());
  }

  private static void keyIsGood(Gate gate, String key, String what) {
    Exchange credits = reach(gate, CREDITS, key);
    // One operation may be at fault. If all of them refuse the key, the key is the cause.
    for (int status : new int[] {401, 403, 429}) {
      if (credits.status() == status && gate.sendUncounted(request(gate, TASK, key, Map.of())).status() == status) {
        String text = credits.errorMessage();
        throw new CannotRun(switch (status) {
          case 401 -> "The server refuses " + what + " (HTTP 401 " + text + ").";
          case 403 -> "The user of " + what + " has no access to the API (HTTP 403 " + text + ").";
          default -> "The user of " + what + " has no request left (HTTP 429 " + text + ").";
        });
      }
    }
  }

  /** Whether two keys count down one quota. */
  private static boolean isOneUser(Fields fields, Gate gate, String key, String other) {
    long first = fields.left(get(gate, CREDITS, key, Map.of())).orElse(-1L);
    long second = fields.left(get(gate, CREDITS, other, Map.of())).orElse(-1L);
    long third = fields.left(get(gate, CREDITS, key, Map.of())).orElse(-1L);
    return first > 2 && second == first - 1 && third == first - 2;
  }

  /**
   * Why a server is not taken for the sandbox; empty when it is. The key has to be one that the contract publishes, which no real
   * user has; other personas have to be there; and the control beside the API has to know of a request that was just made.
   */
  private static Optional<String> notTheSandbox(Contract contract, Gate gate, Settings settings) {
    JsonNode personas = contract.root().path("x-personas");
    List<String> keys = personas.valueStream().map(p -> p.path("key").asString("")).toList();
    if (!keys.contains(settings.key()) || settings.secondKey() != null && !keys.contains(settings.secondKey())) {
      return Optional.of("the key belongs to no persona of the contract");
    }
    if (control(gate.baseUrl()).isEmpty()) {
      return Optional.of("the base URL does not end with /api/v1");
    }
    if (personas.valueStream().noneMatch(persona -> behaves(gate, persona))) {
      return Optional.of("the other personas of the contract are not there");
    }
    for (int i = 0; i < TRIES; i++) {
      byte[] random = new byte[12];
      RANDOM.nextBytes(random);
      String id = "proof-" + HexFormat.of().formatHex(random);
      get(gate, CREDITS, settings.key(), Map.of(contract.fields().requestId(), id));
      Exchange journal = gate.control("GET", "/requests");
      if (journal.status() == 200 && journal.text().contains(id) && journal.text().contains(CREDITS)) {
        Exchange reset = gate.control("POST", "/reset");
        return reset.status() == 200 ? Optional.empty() : Optional.of("its control does not reset it: HTTP " + reset.status());
      }
    }
    return Optional.of("there is no control of the sandbox beside it");
  }

  /** Whether a persona behaves as the contract says: it has no access to the API, or the few credits that no run spends. */
  private static boolean behaves(Gate gate, JsonNode persona) {
    String name = persona.path("name").asString("");
    if (!name.equals("free") && !name.equals("broke")) {
      return false;
    }
    // One operation may be at fault, so the personas show themselves by two.
    Exchange exchange = gate.sendUncounted(request(gate, name.equals("free") ? TASK : CREDITS, persona.path("key").asString(""), Map.of()));
    return name.equals("free") ? exchange.status() == 403
        : exchange.json().filter(j -> j.at("/data/credits").equals(persona.path("credits"))).isPresent();
  }

  private static Exchange get(Gate gate, String path, @Nullable String key, Map<String, String> more) {
    return gate.send(request(gate, path, key, more));
  }

  private static ApiRequest request(Gate gate, String path, @Nullable String key, Map<String, String> more) {
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Accept", "application/json");
    if (key != null) {
      headers.put("Authorization", "Bearer " + key);
    }
    return new ApiRequest("GET", gate.baseUrl() + path, headers, new byte[0]);
  }

  /** The control of a sandbox, beside the API; empty where there can be none. */
  static String control(String baseUrl) {
    String api = "/api/v1";
    return baseUrl.endsWith(api) ? baseUrl.substring(0, baseUrl.length() - api.length()) + "/sandbox" : "";
  }
}
