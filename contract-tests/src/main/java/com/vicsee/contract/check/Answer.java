package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.support.Content;
import com.vicsee.contract.support.Contract;
import com.vicsee.contract.support.Example;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.support.Response;
import com.vicsee.contract.support.Schemas;
import com.vicsee.contract.target.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer under judgement: what came, what was asked for, and what the contract says about it. */
public final class Answer {

  private final Contract contract;
  private final Schemas schemas;
  private final Ledger ledger;
  private final String target;
  private final String check;
  private final Operation operation;
  private final Optional<Example> expected;
  private final Exchange exchange;
  private final List<Finding> findings = new ArrayList<>();

  Answer(Contract contract, Schemas schemas, Ledger ledger, String target, String check, Operation operation,
      Optional<Example> expected, Exchange exchange) {
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

  /** The operation that was called, or whose URL was asked in another way. */
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

  /** What was sent and came. */
  public Exchange exchange() {
    return exchange;
  }

  /** The status that came. */
  public String status() {
    return Integer.toString(exchange.status());
  }

  /** What the contract declares for the status that came, if it does. */
  public Optional<Response> response() {
    return operation.response(exchange.status());
  }

  /** What the contract declares for the status and media type that came, if it does. */
  public Optional<Content> content() {
    return response().map(r -> r.contents().get(exchange.mediaType()));
  }

  /** Notes that an element is true. */
  public void proven(String element) {
    ledger.proven(target, element, check, exchange);
  }

  /** Notes that an element is not true. */
  public void broken(String element, String received, String documented, String pointer) {
    findings.add(new Finding(check, target, element, received, documented, contract.place(pointer), exchange.request()));
  }

  List<Finding> findings() {
    return findings;
  }
}
