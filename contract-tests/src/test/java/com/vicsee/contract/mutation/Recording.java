package com.vicsee.contract.mutation;

import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.MessageTemplate;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Records the answers that the checks see, one of each form: the same operation, status, example, method, headers, and places of the body.
 * It runs as one of the checks.
 */
public final class Recording implements ResponseCheck {

  private static final int LONG = 10_000;

  private final Map<String, List<Recorded>> answers = new LinkedHashMap<>();
  private final Set<String> forms = new HashSet<>();
  private final String target;
  private int seen;

  /** Records the answers of one server. */
  public Recording(String target) {
    this.target = target;
  }

  @Override
  public String id() {
    return "recording";
  }

  @Override
  public String about() {
    return "Records what the checks see.";
  }

  @Override
  public synchronized void examine(Answer answer) {
    if (!answer.target().equals(target) || answer.exchange().fault().isPresent()) {
      return;
    }
    seen++;
    Operation operation = answer.operation();
    Exchange exchange = answer.exchange();
    if (forms.add(form(answer))) {
      answers.computeIfAbsent(key(operation.id(), answer.status()), k -> new ArrayList<>())
          .add(new Recorded(operation, answer.expected(), small(exchange), answer.before().map(Recording::small), answer.isClockMoved()));
    }
  }

  /** The answers of an operation with a status. */
  public synchronized List<Recorded> of(String operation, String status) {
    return List.copyOf(answers.getOrDefault(key(operation, status), List.of()));
  }

  /** All answers that are kept. */
  public synchronized List<Recorded> all() {
    return answers.values().stream().flatMap(List::stream).toList();
  }

  /** How many answers came, kept or not. */
  public synchronized int seen() {
    return seen;
  }

  private static String key(String operation, String status) {
    return operation + ' ' + status;
  }

  private static String form(Answer answer) {
    Exchange exchange = answer.exchange();
    Set<String> headers = new TreeSet<>();
    exchange.headers().forEach(f -> headers.add(f.name()));
    Set<String> places = new TreeSet<>();
    answer.json().ifPresent(body -> places(body, "$", places));
    Optional<String> condition = answer.errorCode().map(answer.contract().errors()::get).flatMap(facts -> facts.templateOf(
        answer.json().orElseThrow().path("error").path("message").asString(""))).map(MessageTemplate::condition);
    return String.join("|", answer.id(), answer.status(), answer.expected().map(Example::toString).orElse(""), exchange.mediaType(),
        exchange.request().method(), exchange.request().header("Authorization").isEmpty() ? "anonymous" : "keyed",
        answer.before().isPresent() ? "later" : "first", answer.isClockMoved() ? "moved" : "", headers.toString(),
        condition.orElse(""), places.toString());
  }

  private static void places(JsonNode node, String path, Set<String> found) {
    found.add(path + (node.isNull() ? "=null" : ""));
    node.properties().forEach(member -> places(member.getValue(), path + '.' + member.getKey(), found));
    if (node.isArray()) {
      node.forEach(item -> places(item, path + "[]", found));
    }
    if (path.matches(".*\\.(status|type|mediaType)") && node.isString()) {
      found.add(path + '=' + node.stringValue());
    }
  }

  /** The checks judge answers; of a long request the beginning is enough to tell it. */
  private static Exchange small(Exchange exchange) {
    ApiRequest request = exchange.request();
    return request.body().length < LONG ? exchange
        : new Exchange(request.withBody(new byte[0]), exchange.status(), exchange.headers(), exchange.body());
  }
}
