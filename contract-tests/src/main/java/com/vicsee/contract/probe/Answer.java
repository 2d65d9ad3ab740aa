package com.vicsee.contract.probe;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.coverage.Promise;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Content;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.MessageTemplate;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Response;
import com.vicsee.contract.spec.Schemas.Violation;
import com.vicsee.contract.spec.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer under judgement: the exchange, the expected example, and what the contract declares for it. */
public final class Answer {

  private final Contract contract;
  private final Schemas schemas;
  private final Ledger ledger;
  private final String target;
  private final String check;
  private final Operation operation;
  private final Optional<Example> expected;
  private final Exchange exchange;
  private final Reading reading;
  private final Optional<Exchange> before;
  private final boolean moved;
  private final List<Finding> findings = new ArrayList<>();
  private boolean foundNothing;

  /** The body as read and validated once, for all checks. */
  static final class Reading {

    private @Nullable Optional<JsonNode> json;
    private @Nullable List<Violation> violations;

    private Optional<JsonNode> json(Exchange exchange) {
      Optional<JsonNode> known = json;
      if (known == null) {
        known = exchange.json();
        json = known;
      }
      return known;
    }

    private List<Violation> violations(Exchange exchange, Schemas schemas, Optional<Content> content) {
      List<Violation> known = violations;
      if (known == null) {
        known = content.isPresent() && json(exchange).isPresent()
            ? schemas.validate(content.get().schema(), json(exchange).get()) : List.of();
        violations = known;
      }
      return known;
    }
  }

  Answer(Contract contract, Schemas schemas, Ledger ledger, String target, String check, Operation operation,
      Optional<Example> expected, Exchange exchange, Optional<Exchange> before, boolean moved, Reading reading) {
    this.moved = moved;
    this.reading = reading;
    this.before = before;
    this.contract = contract;
    this.schemas = schemas;
    this.ledger = ledger;
    this.target = target;
    this.check = check;
    this.operation = operation;
    this.expected = expected;
    this.exchange = exchange;
  }

  /** The contract. */
  public Contract contract() {
    return contract;
  }

  /** The contract's schemas. */
  public Schemas schemas() {
    return schemas;
  }

  /** The name of the server that answered. */
  public String target() {
    return target;
  }

  /** The operation of the request, or the operation whose URL the request varies. */
  public Operation operation() {
    return operation;
  }

  /** The operation's id. */
  public String id() {
    return operation.id();
  }

  /** The example that the answer has to be like, if the request was made for one. */
  public Optional<Example> expected() {
    return expected;
  }

  /** The request and the answer. */
  public Exchange exchange() {
    return exchange;
  }

  /** The previous answer to the same caller, if no request in between has changed its quota. */
  public Optional<Exchange> before() {
    return before;
  }

  /** Whether the run has moved the server's clock, so that `Date` is not the time of its quota. */
  public boolean isClockMoved() {
    return moved;
  }

  /** The received status. */
  public String status() {
    return Integer.toString(exchange.status());
  }

  /** The declared response of the received status, if there is one. */
  public Optional<Response> response() {
    return operation.response(exchange.status());
  }

  /** The declared content of the received status and media type, if there is one. */
  public Optional<Content> content() {
    return response().map(r -> r.contents().get(exchange.mediaType()));
  }

  /** The body as JSON, if it is JSON without duplicate names or trailing text. */
  public Optional<JsonNode> json() {
    return reading.json(exchange);
  }

  /** The violations of the declared schema in the body. */
  public List<Violation> violations() {
    return reading.violations(exchange, schemas, content());
  }

  /** The error code of the body, if it has one. */
  public Optional<String> errorCode() {
    return exchange.errorCode();
  }

  /** The text of the contract that the error message of the body fits, if it fits one. */
  public Optional<MessageTemplate> messageTemplate() {
    return errorCode().map(contract.errors()::get).flatMap(facts -> facts.templateOf(exchange.errorMessage()));
  }

  /** Records that the answer has nothing for the check to judge, so that it proves nothing. */
  public void foundNothing() {
    foundNothing = true;
  }

  boolean isJudged() {
    return !foundNothing;
  }

  /** Records that an element is proven. */
  public void proven(String element) {
    ledger.proven(target, element, check, exchange);
  }

  /** Records that an element is broken. */
  public void broken(String element, String received, String documented, String pointer) {
    findings.add(new Finding(check, target, element, received, documented + Promise.of(check).citation(), contract.place(pointer), ledger.kept(exchange.request())));
  }

  List<Finding> findings() {
    return findings;
  }
}
